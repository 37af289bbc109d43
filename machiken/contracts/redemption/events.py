"""What the redemption service announces."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from machiken.contracts.redemption.campaigns import CampaignRules, PeriodView
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


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignApplied:
    """A campaign was set up or changed; this is how it stands from now on."""

    service: ClassVar[str] = "redemption"
    name: ClassVar[str] = "campaign_applied"
    version: ClassVar[int] = 1

    campaign_id: CampaignId
    campaign_version: int
    rules: CampaignRules
    periods: tuple[PeriodView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RedemptionCompleted:
    """Vouchers were redeemed at a merchant; the town now owes it `total`."""

    service: ClassVar[str] = "redemption"
    name: ClassVar[str] = "redemption_completed"
    version: ClassVar[int] = 1

    checkout_id: CheckoutId
    payment_no: PaymentNo
    campaign_id: CampaignId
    issuer_code: IssuerCode
    merchant_id: MerchantId
    merchant_code: MerchantCode
    staff_id: StaffId | None
    login_id: str
    total: Yen
    count: int
    redeemed_at: datetime
    period_last_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentRefunded:
    """A payment, or some of its vouchers, was given back; they are worth it again."""

    service: ClassVar[str] = "redemption"
    name: ClassVar[str] = "payment_refunded"
    version: ClassVar[int] = 1

    refund_id: RefundId
    checkout_id: CheckoutId
    payment_no: PaymentNo
    campaign_id: CampaignId
    issuer_code: IssuerCode
    merchant_id: MerchantId
    merchant_code: MerchantCode
    staff_id: StaffId | None
    login_id: str
    amount: Yen
    redeemed_at: datetime
    refunded_at: datetime
    period_last_on: date
    count: int = 0
    """How many vouchers were given back."""
    number: int = 1
    """The payment's first refund, or second …"""
    left: Yen | None = None
    """What remains of the payment after this refund; early refunds did not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedSums:
    """What a sealed half-month holds of one merchant."""

    merchant_id: MerchantId
    merchant_code: MerchantCode
    payments: int
    paid: Yen
    refunds: int
    refunded: Yen


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodSealed:
    """A half-month is over and sealed: this is all that it will ever hold."""

    service: ClassVar[str] = "redemption"
    name: ClassVar[str] = "period_sealed"
    version: ClassVar[int] = 1

    campaign_id: CampaignId
    issuer_code: IssuerCode
    first_on: date
    last_on: date
    pay_by: date
    sealed_at: datetime
    merchants: tuple[SealedSums, ...]
    """Those that had any, in order of their codes."""
