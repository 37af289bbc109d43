"""A journal: one redemption, refund, correction or payout, kept for ever."""

from dataclasses import dataclass
from datetime import date, datetime

from machiken.contracts.redemption import PaymentRefunded, RedemptionCompleted
from machiken.ids import (
    CampaignId,
    CheckoutId,
    IssuerCode,
    MerchantCode,
    MerchantId,
    PaymentNo,
    RefundId,
    StaffId,
)
from machiken.money import Yen
from services.settlement.domain.accounts import TILL, Entry, Kind, entries


class Contradiction(Exception):  # noqa: N818 - says what was found
    """An event tells something else about a payment than the books already hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """What happened to a merchant's money, once; `amount` is always positive.

    It holds no moment of its own arrival, so that events in any order make it equal.
    """

    kind: Kind
    checkout_id: CheckoutId | None
    """None for what did not happen at a till: corrections and payouts."""
    refund_id: RefundId | None
    payment_no: PaymentNo | None
    campaign_id: CampaignId
    issuer_code: IssuerCode
    merchant_id: MerchantId
    merchant_code: MerchantCode
    staff_id: StaffId | None
    login_id: str
    voucher_count: int | None
    """How many vouchers were redeemed; a refund does not say."""
    amount: Yen
    redeemed_at: datetime
    happened_at: datetime
    """When it took place, whenever the books heard of it."""
    period_last_on: date

    @property
    def entries(self) -> tuple[Entry, Entry]:
        """Return what the journal moves, and on which accounts."""
        return entries(self.kind, self.issuer_code, self.merchant_code, self.amount)


def of_redemption(event: RedemptionCompleted) -> Journal:
    """Return the journal of a redemption."""
    return Journal(
        kind=Kind.REDEMPTION,
        checkout_id=event.checkout_id,
        refund_id=None,
        payment_no=event.payment_no,
        campaign_id=event.campaign_id,
        issuer_code=event.issuer_code,
        merchant_id=event.merchant_id,
        merchant_code=event.merchant_code,
        staff_id=event.staff_id,
        login_id=event.login_id,
        voucher_count=event.count,
        amount=event.total,
        redeemed_at=event.redeemed_at,
        happened_at=event.redeemed_at,
        period_last_on=event.period_last_on,
    )


def of_refund(event: PaymentRefunded) -> Journal:
    """Return the journal of a refund; it stands by itself, whenever it arrives."""
    return Journal(
        kind=Kind.REFUND,
        checkout_id=event.checkout_id,
        refund_id=event.refund_id,
        payment_no=event.payment_no,
        campaign_id=event.campaign_id,
        issuer_code=event.issuer_code,
        merchant_id=event.merchant_id,
        merchant_code=event.merchant_code,
        staff_id=event.staff_id,
        login_id=event.login_id,
        voucher_count=None,
        amount=event.amount,
        redeemed_at=event.redeemed_at,
        happened_at=event.refunded_at,
        period_last_on=event.period_last_on,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Payable:
    """Whose money an own journal moves, and of which half-month."""

    campaign_id: CampaignId
    issuer_code: IssuerCode
    merchant_id: MerchantId
    merchant_code: MerchantCode
    last_on: date


def of_our_own(
    kind: Kind, payable: Payable, amount: Yen, *, by: str, at: datetime
) -> Journal:
    """Return the journal of a correction, a payout or its return."""
    assert kind not in TILL, "what happens at a till is told by redemption"
    return Journal(
        kind=kind,
        checkout_id=None,
        refund_id=None,
        payment_no=None,
        campaign_id=payable.campaign_id,
        issuer_code=payable.issuer_code,
        merchant_id=payable.merchant_id,
        merchant_code=payable.merchant_code,
        staff_id=None,
        login_id=by,
        voucher_count=None,
        amount=amount,
        redeemed_at=at,
        happened_at=at,
        period_last_on=payable.last_on,
    )
