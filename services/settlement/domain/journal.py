"""A journal: one redemption or one refund, as the books keep it for ever."""

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
from services.settlement.domain.accounts import Entry, Kind, entries


class Contradiction(Exception):  # noqa: N818 - says what was found
    """An event tells something else about a payment than the books already hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """What happened at a merchant, once; `amount` is positive for both kinds.

    It holds no moment of its own arrival, so that events in any order make it equal.
    """

    kind: Kind
    checkout_id: CheckoutId
    refund_id: RefundId | None
    payment_no: PaymentNo
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
    """When the redemption or the refund itself took place."""
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
