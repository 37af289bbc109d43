"""Finding payments and their refunds again; `recording` writes them down."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    Uuid,
    bindparam,
    literal_column,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from machiken.contracts.redemption import Receipt, RefundView
from machiken.contracts.wire import from_wire
from machiken.ids import (
    CampaignId,
    CheckoutId,
    MerchantCode,
    MerchantId,
    PaymentNo,
    RefundId,
)
from machiken.money import Yen, total
from machiken.town_time import moment_after
from services.redemption.domain.refunding import PaidLine
from services.redemption.domain.voucher import Voucher
from services.redemption.store.tables import (
    CHECKOUT,
    REDEMPTION,
    REDEMPTION_LINE,
    REFUND,
)

FOUND_MAX: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One voucher's part of a payment."""

    voucher: Voucher
    amount: Yen


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """A payment as the database keeps it."""

    campaign_id: CampaignId
    period_last_on: date
    receipt: Receipt


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What an id already stands for: a payment, a checkout, both or neither."""

    payment: Payment | None
    is_checkout: bool


_REFUNDS: ColumnElement[Any] = literal_column(
    """(
      select jsonb_agg(jsonb_build_object(
               'refund_id', refund_id, 'amount', amount_yen,
               'refunded_at', refunded_at, 'refunded_by', login_id,
               'count', (select count(*) from refund_line as line
                         where line.refund_id = refund.refund_id)
             ) order by refunded_at, refund_id)
      from refund where refund.checkout_id = redemption.checkout_id
    )""",
    JSONB,
).label("refunds")
_RECEIPTS: Select[Any] = select(REDEMPTION, _REFUNDS)
_BY_CHECKOUT = _RECEIPTS.where(REDEMPTION.c.checkout_id == bindparam("checkout_id"))

_ASKED = select(bindparam("checkout_id", type_=Uuid).label("asked_id")).subquery()
_KNOWN: Select[Any] = (
    select(*_RECEIPTS.selected_columns, CHECKOUT.c.checkout_id.label("opened_id"))
    .select_from(_ASKED)
    .outerjoin(REDEMPTION, REDEMPTION.c.checkout_id == _ASKED.c.asked_id)
    .outerjoin(CHECKOUT, CHECKOUT.c.checkout_id == _ASKED.c.asked_id)
)

_LINES = text(
    """
    select line.voucher_id, voucher.serial, voucher.code_tail, line.amount_yen,
           voucher.balance_yen, back.refund_id, refund.refunded_at
    from redemption_line as line
    join voucher using (voucher_id)
    left join refund_line as back using (checkout_id, voucher_id)
    left join refund on refund.refund_id = back.refund_id
    where line.checkout_id = :checkout_id
    order by line.voucher_id
    """
)


def find(tx: Session, checkout_id: CheckoutId) -> Payment | None:
    """Return the payment of a checkout with its refund, or None."""
    row = tx.execute(_BY_CHECKOUT, {"checkout_id": checkout_id}).first()
    return None if row is None else _payment(row)


def known(tx: Session, checkout_id: CheckoutId) -> Known:
    """Return what an id already stands for."""
    row: Row[Any] = tx.execute(_KNOWN, {"checkout_id": checkout_id}).one()
    payment = None if row.payment_no is None else _payment(row)
    return Known(payment=payment, is_checkout=row.opened_id is not None)


def search(
    tx: Session,
    merchants: Sequence[MerchantId],
    *,
    payment_no: str | None,
    moments: tuple[datetime, datetime] | None,
    amount: Yen | None,
) -> list[Receipt]:
    """Return the merchants' payments that fit, newest first, one over `FOUND_MAX`."""
    found = _RECEIPTS.where(REDEMPTION.c.merchant_id.in_(merchants))
    if payment_no is not None:
        found = found.where(REDEMPTION.c.payment_no == payment_no)
    if moments is not None:
        found = found.where(
            REDEMPTION.c.redeemed_at >= moments[0],
            REDEMPTION.c.redeemed_at < moments[1],
        )
    if amount is not None:
        found = found.where(REDEMPTION.c.total_yen == amount.amount)
    newest = found.order_by(REDEMPTION.c.redeemed_at.desc()).limit(FOUND_MAX + 1)
    return [_payment(row).receipt for row in tx.execute(newest)]


def receipts(tx: Session, which: ColumnElement[bool]) -> list[Receipt]:
    """Return the payments that fit, newest first, `FOUND_MAX` at most."""
    newest = _RECEIPTS.where(which).order_by(REDEMPTION.c.redeemed_at.desc())
    return [_payment(row).receipt for row in tx.execute(newest.limit(FOUND_MAX))]


def voucher_ids(tx: Session, checkout_id: CheckoutId) -> list[int]:
    """Return the vouchers that the payment took, in the order of their ids."""
    lines = (
        select(REDEMPTION_LINE.c.voucher_id)
        .where(REDEMPTION_LINE.c.checkout_id == checkout_id)
        .order_by(REDEMPTION_LINE.c.voucher_id)
    )
    return list(tx.scalars(lines))


def lines(tx: Session, checkout_id: CheckoutId) -> list[PaidLine]:
    """Return what the payment took of each voucher, in the order of their ids."""
    rows = tx.execute(_LINES, {"checkout_id": checkout_id})
    return [
        PaidLine(
            voucher_id=row.voucher_id,
            serial=row.serial,
            code_tail=row.code_tail,
            amount=Yen(row.amount_yen),
            balance=Yen(row.balance_yen),
            refund_id=row.refund_id,
            refunded_at=row.refunded_at,
        )
        for row in rows
    ]


def refund_of(tx: Session, refund_id: RefundId) -> CheckoutId | None:
    """Return the checkout that this refund gave back, or None."""
    known = select(REFUND.c.checkout_id).where(REFUND.c.refund_id == refund_id)
    return tx.execute(known).scalar_one_or_none()


def _payment(row: Row[Any]) -> Payment:
    refunds = tuple(from_wire(RefundView, each) for each in row.refunds or ())
    nothing_left = total(each.amount for each in refunds).amount == row.total_yen
    receipt = Receipt(
        checkout_id=CheckoutId(row.checkout_id),
        payment_no=PaymentNo(row.payment_no),
        merchant_id=MerchantId(row.merchant_id),
        merchant_code=MerchantCode(row.merchant_code),
        total=Yen(row.total_yen),
        count=row.voucher_count,
        redeemed_at=row.redeemed_at,
        redeemed_by=row.login_id,
        refundable_before=moment_after(row.period_last_on),
        refund=refunds[-1] if nothing_left else None,
        refunds=refunds,
    )
    return Payment(
        campaign_id=CampaignId(row.campaign_id),
        period_last_on=row.period_last_on,
        receipt=receipt,
    )
