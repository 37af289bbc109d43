"""What a shop may look up: a receipt, its payments, a balance, its sales."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from sqlalchemy.orm import Session

from machiken import clock, town_time
from machiken.contracts.actor import Actor
from machiken.contracts.redemption import (
    BalanceQuery,
    BalanceView,
    FindPayments,
    PaidVoucher,
    PaidVouchers,
    Payments,
    PaymentUnknown,
    Receipt,
    ReceiptQuery,
    Sales,
    SalesDay,
    SalesOutOfReach,
    SalesQuery,
    SearchEmpty,
)
from machiken.ids import MerchantId
from machiken.money import ZERO, total
from services.redemption.domain.campaign import LIMIT_EVER_MAX
from services.redemption.domain.voucher import state_of
from services.redemption.store import campaigns, payments, sales
from services.redemption.store.payments import FOUND_MAX
from services.redemption.usecases import looking
from services.redemption.usecases.owning import refuse_others

SALES_DAYS_MAX: Final = 31
"""How far back a shop may ask on its phone; the PC site goes further (S-SAL-1)."""


def receipt(tx: Session, query: ReceiptQuery, actor: Actor) -> Receipt:
    """Return the receipt, also of a practice.

    Raises `PaymentUnknown`, also for another's.
    """
    found = looking.receipt_of(tx, query.checkout_id)
    if found is None:
        raise PaymentUnknown
    refuse_others(tx, found, actor)
    return found


def paid_vouchers(tx: Session, query: ReceiptQuery, actor: Actor) -> PaidVouchers:
    """Return the vouchers of the payment. Raises as `receipt`."""
    own = receipt(tx, query, actor)
    lines = sorted(payments.lines(tx, query.checkout_id), key=lambda each: each.serial)
    return PaidVouchers(
        receipt=own,
        vouchers=tuple(
            PaidVoucher(
                serial=line.serial,
                code_tail=line.code_tail,
                amount=line.amount,
                balance=line.balance,
                refunded_at=line.refunded_at,
            )
            for line in lines
        ),
    )


def find_payments(tx: Session, query: FindPayments, actor: Actor) -> Payments:
    """Return the merchant's own payments that fit, newest first (S-REF-2).

    Raises `SearchEmpty` where no condition is given.
    """
    assert actor.merchant_id is not None, "only a shop looks for its payments"
    return found_of(tx, query, [actor.merchant_id])


def found_of(
    tx: Session, query: FindPayments, merchants: Sequence[MerchantId]
) -> Payments:
    """Return the payments of these merchants that fit. Raises `SearchEmpty`."""
    if query.payment_no is None and query.paid_on is None and query.amount is None:
        raise SearchEmpty
    if not _can_exist(query):
        return Payments(receipts=(), more=False)
    moments = None
    if query.paid_on is not None:
        moments = (
            town_time.first_moment(query.paid_on),
            town_time.moment_after(query.paid_on),
        )
    found = payments.search(
        tx,
        merchants,
        payment_no=query.payment_no,
        moments=moments,
        amount=query.amount,
    )
    return Payments(receipts=tuple(found[:FOUND_MAX]), more=len(found) > FOUND_MAX)


def balance(
    tx: Session, query: BalanceQuery, actor: Actor, *, key: bytes
) -> BalanceView:
    """Return what the voucher is worth, at any time; changes nothing (S-BAL-1).

    Raises the refusals of `looking.looked_up`.
    """
    assert actor.campaign_id is not None, "a shop belongs to a campaign"
    looking.refuse_made_up(query.voucher_code, key=key)
    campaign = campaigns.get(tx, actor.campaign_id)
    rules = campaign.rules
    voucher = looking.looked_up(tx, campaign, query.voucher_code, key=key)
    today = town_time.town_day(clock.now(tx))
    return BalanceView(
        serial=voucher.serial,
        code_tail=voucher.code_tail,
        face_value=voucher.face_value,
        balance=voucher.balance,
        sample=voucher.sample,
        stopped=voucher.stopped_at is not None,
        used_at=voucher.used_at,
        state=state_of(voucher.standing, rules, today),
        use_last_on=rules.use_last_on,
        redeem_last_on=rules.redeem_last_on,
    )


def sales_of(tx: Session, query: SalesQuery, actor: Actor) -> Sales:
    """Return the merchant's sales by day, newest first, and their total (S-SAL-2).

    Raises `SalesOutOfReach` for days further back than 31, or in the wrong order.
    """
    assert actor.merchant_id is not None, "only a shop looks at its sales"
    today = town_time.town_day(clock.now(tx))
    reach = today - timedelta(days=SALES_DAYS_MAX)
    if not reach <= query.first_on <= query.last_on:
        raise SalesOutOfReach(days_max=str(SALES_DAYS_MAX))
    last_on = min(query.last_on, today)  # later days have none, and the last no next
    days = sales.by_day(tx, actor.merchant_id, query.first_on, last_on)
    return Sales(total=_sum(days), days=tuple(days))


def _can_exist(query: FindPayments) -> bool:
    # The first and the last day of all have no neighbour to reckon their bounds with.
    in_time = query.paid_on not in {date.min, date.max}
    return in_time and (query.amount is None or ZERO < query.amount <= LIMIT_EVER_MAX)


def _sum(days: list[SalesDay]) -> SalesDay:
    return SalesDay(
        on=None,
        payments=sum(day.payments for day in days),
        paid=total(day.paid for day in days),
        refunds=sum(day.refunds for day in days),
        refunded=total(day.refunded for day in days),
        net=total(day.net for day in days),
    )
