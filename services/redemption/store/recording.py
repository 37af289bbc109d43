"""Writing payments and refunds down, once, with what they do to the vouchers."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.orm import Session
from sqlalchemy.types import BigInteger, Integer

from machiken.clock import PRESENT
from machiken.contracts.actor import Actor
from machiken.faults import TryAgain
from machiken.ids import CampaignId, MerchantCode, RefundId
from machiken.money import total
from services.redemption.domain.refunding import PaidLine
from services.redemption.store.payments import Line, Payment
from services.redemption.store.tables import PAYMENT_COUNTER

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
      on conflict do nothing
      returning refund_id, checkout_id
    ), given as (
      insert into refund_line (refund_id, checkout_id, voucher_id, amount_yen)
      select back.refund_id, line.checkout_id, line.voucher_id, line.amount_yen
      from back join redemption_line as line using (checkout_id)
      where line.voucher_id = any(:ids)
      returning voucher_id, amount_yen
    )
    update voucher
    set balance_yen = balance_yen + line.amount_yen,
        used_at = (
          select max(other.redeemed_at)
          from redemption_line as taken join redemption as other using (checkout_id)
          left join refund_line as lost using (checkout_id, voucher_id)
          where taken.voucher_id = voucher.voucher_id
            and taken.checkout_id <> :checkout_id and lost.refund_id is null
        )
    from given as line
    where voucher.voucher_id = line.voucher_id
    returning voucher.voucher_id
    """
).bindparams(bindparam("ids", type_=ARRAY(BigInteger)))


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
    tx: Session,
    payment: Payment,
    lines: Sequence[PaidLine],
    refund: tuple[RefundId, Actor],
    *,
    at: datetime,
) -> None:
    """Write the refund down and give the vouchers of these lines their amounts back.

    Raises `TryAgain` where another refund with this id was quicker; the database
    refuses to give a line back twice.
    """
    receipt = payment.receipt
    refund_id, actor = refund
    restored = tx.execute(
        _RESTORE,
        {
            "refund_id": refund_id,
            "checkout_id": receipt.checkout_id,
            "merchant_id": receipt.merchant_id,
            "login_id": actor.login_id,
            "amount_yen": total(line.amount for line in lines).amount,
            "refunded_at": at,
            "ids": [line.voucher_id for line in lines],
        },
    ).all()
    if not restored:
        raise TryAgain(f"refund {refund_id} was given meanwhile")
    assert len(restored) == len(lines), "every voucher got its amount back"
