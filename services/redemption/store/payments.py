"""Writing payments and refunds down, once, and finding them again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Row, Select, Uuid, bindparam, select, text
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.orm import Session
from sqlalchemy.types import BigInteger, Integer

from machiken.clock import PRESENT, moment_after
from machiken.contracts.actor import Actor
from machiken.contracts.redemption import Receipt, RefundView
from machiken.faults import TryAgain
from machiken.ids import (
    CampaignId,
    CheckoutId,
    MerchantCode,
    MerchantId,
    PaymentNo,
    RefundId,
)
from machiken.money import Yen
from services.redemption.domain.voucher import Voucher
from services.redemption.store.tables import (
    CHECKOUT,
    PAYMENT_COUNTER,
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


_RECEIPTS: Select[Any] = select(
    REDEMPTION,
    REFUND.c.refund_id,
    REFUND.c.amount_yen.label("refunded_yen"),
    REFUND.c.refunded_at,
    REFUND.c.login_id.label("refunded_by"),
).outerjoin(REFUND, REFUND.c.checkout_id == REDEMPTION.c.checkout_id)
_BY_CHECKOUT = _RECEIPTS.where(REDEMPTION.c.checkout_id == bindparam("checkout_id"))

_ASKED = select(bindparam("checkout_id", type_=Uuid).label("asked_id")).subquery()
_KNOWN: Select[Any] = (
    select(*_RECEIPTS.selected_columns, CHECKOUT.c.checkout_id.label("opened_id"))
    .select_from(_ASKED)
    .outerjoin(REDEMPTION, REDEMPTION.c.checkout_id == _ASKED.c.asked_id)
    .outerjoin(REFUND, REFUND.c.checkout_id == REDEMPTION.c.checkout_id)
    .outerjoin(CHECKOUT, CHECKOUT.c.checkout_id == _ASKED.c.asked_id)
)

_COUNT = (
    insert(PAYMENT_COUNTER)
    .values(
        campaign_id=bindparam("campaign"),
        merchant_code=bindparam("merchant"),
        paid_on=bindparam("day"),
        last_number=1,
    )
    .on_conflict_do_update(
        index_elements=["campaign_id", "merchant_code", "paid_on"],
        set_={"last_number": PAYMENT_COUNTER.c.last_number + 1},
    )
    .returning(PAYMENT_COUNTER.c.last_number, text(f"{PRESENT} as at"))
)

# One statement, one round trip: the payment, its lines, and the vouchers' balances.
# `on conflict do nothing` tells a twin of the same id that it came second.
_RECORD = text(
    """
    with paid as (
      insert into redemption (checkout_id, payment_no, campaign_id, merchant_id,
        merchant_code, login_id, total_yen, voucher_count, redeemed_at, period_last_on)
      values (:checkout_id, :payment_no, :campaign_id, :merchant_id, :merchant_code,
        :login_id, :total_yen, :voucher_count, :redeemed_at, :period_last_on)
      on conflict (checkout_id) do nothing
      returning checkout_id
    ), lines as (
      insert into redemption_line (checkout_id, voucher_id, amount_yen)
      select paid.checkout_id, taken.voucher_id, taken.amount_yen
      from paid, unnest(:ids, :amounts) as taken (voucher_id, amount_yen)
      returning voucher_id, amount_yen
    )
    update voucher
    set balance_yen = balance_yen - lines.amount_yen, used_at = :redeemed_at
    from lines
    where voucher.voucher_id = lines.voucher_id
      and voucher.balance_yen >= lines.amount_yen
    returning voucher.voucher_id
    """
).bindparams(
    bindparam("ids", type_=ARRAY(BigInteger)),
    bindparam("amounts", type_=ARRAY(Integer)),
)

_RESTORE = text(
    """
    with back as (
      insert into refund (refund_id, checkout_id, merchant_id, login_id, amount_yen,
        refunded_at)
      values (:refund_id, :checkout_id, :merchant_id, :login_id, :amount_yen,
        :refunded_at)
      on conflict (checkout_id) do nothing
      returning checkout_id
    )
    update voucher
    set balance_yen = balance_yen + line.amount_yen,
        used_at = case when balance_yen + line.amount_yen = face_yen then null
                       else used_at end
    from back join redemption_line as line using (checkout_id)
    where voucher.voucher_id = line.voucher_id
    returning voucher.voucher_id
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
    merchant_id: MerchantId,
    *,
    payment_no: str | None,
    moments: tuple[datetime, datetime] | None,
    amount: Yen | None,
) -> list[Receipt]:
    """Return the merchant's payments that fit, newest first, one over `FOUND_MAX`."""
    found = _RECEIPTS.where(REDEMPTION.c.merchant_id == merchant_id)
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


def next_number(
    tx: Session, campaign_id: CampaignId, merchant_code: MerchantCode, day: date
) -> tuple[int, datetime]:
    """Return the merchant's next number of `day`, and the moment it was taken.

    The merchant's other tills wait from here until `tx` ends: take it last. The
    moment is the database's, under the locks that were taken before.
    """
    whose = {"campaign": campaign_id, "merchant": merchant_code, "day": day}
    row = tx.execute(_COUNT, whose).one()
    return row.last_number, row.at


def record(tx: Session, payment: Payment, lines: Sequence[Line]) -> None:
    """Write the payment down and take its amounts off the vouchers.

    Raises `TryAgain` where a twin with the same id was quicker. Asserts that every
    voucher still had its amount, which the locks of the caller guarantee.
    """
    receipt = payment.receipt
    taken = tx.execute(
        _RECORD,
        {
            "checkout_id": receipt.checkout_id,
            "payment_no": receipt.payment_no,
            "campaign_id": payment.campaign_id,
            "merchant_id": receipt.merchant_id,
            "merchant_code": receipt.merchant_code,
            "login_id": receipt.redeemed_by,
            "total_yen": receipt.total.amount,
            "voucher_count": receipt.count,
            "redeemed_at": receipt.redeemed_at,
            "period_last_on": payment.period_last_on,
            "ids": [line.voucher.voucher_id for line in lines],
            "amounts": [line.amount.amount for line in lines],
        },
    ).all()
    if not taken:
        raise TryAgain(f"checkout {receipt.checkout_id} was redeemed meanwhile")
    assert len(taken) == len(lines), "every voucher still had its amount"


def restore(
    tx: Session, payment: Payment, refund_id: RefundId, actor: Actor, *, at: datetime
) -> None:
    """Write the refund down and give the vouchers their amounts back.

    Raises `TryAgain` where another refund of the payment was quicker.
    """
    receipt = payment.receipt
    restored = tx.execute(
        _RESTORE,
        {
            "refund_id": refund_id,
            "checkout_id": receipt.checkout_id,
            "merchant_id": receipt.merchant_id,
            "login_id": actor.login_id,
            "amount_yen": receipt.total.amount,
            "refunded_at": at,
        },
    ).all()
    if not restored:
        raise TryAgain(f"checkout {receipt.checkout_id} was refunded meanwhile")
    assert len(restored) == receipt.count, "every voucher got its amount back"


def voucher_ids(tx: Session, checkout_id: CheckoutId) -> list[int]:
    """Return the vouchers that the payment took, in the order of their ids."""
    lines = (
        select(REDEMPTION_LINE.c.voucher_id)
        .where(REDEMPTION_LINE.c.checkout_id == checkout_id)
        .order_by(REDEMPTION_LINE.c.voucher_id)
    )
    return list(tx.scalars(lines))


def refund_of(tx: Session, refund_id: RefundId) -> CheckoutId | None:
    """Return the checkout that this refund gave back, or None."""
    known = select(REFUND.c.checkout_id).where(REFUND.c.refund_id == refund_id)
    return tx.execute(known).scalar_one_or_none()


def _payment(row: Row[Any]) -> Payment:
    refund = None
    if row.refund_id is not None:
        refund = RefundView(
            refund_id=RefundId(row.refund_id),
            amount=Yen(row.refunded_yen),
            refunded_at=row.refunded_at,
            refunded_by=row.refunded_by,
        )
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
        refund=refund,
    )
    return Payment(
        campaign_id=CampaignId(row.campaign_id),
        period_last_on=row.period_last_on,
        receipt=receipt,
    )
