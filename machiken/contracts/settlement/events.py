"""What the settlement service announces."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from machiken.ids import (
    CampaignId,
    ExportId,
    MerchantCode,
    MerchantId,
    StaffId,
    StatementId,
)
from machiken.money import Yen


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementReady:
    """A merchant's half-month was closed: this is what it will be paid, and by when."""

    service: ClassVar[str] = "settlement"
    name: ClassVar[str] = "statement_ready"
    version: ClassVar[int] = 1

    statement_id: StatementId
    campaign_id: CampaignId
    merchant_id: MerchantId
    merchant_code: MerchantCode
    first_on: date
    last_on: date
    pay_by: date
    net: Yen


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportReady:
    """A file that somebody asked for at his PC can be fetched."""

    service: ClassVar[str] = "settlement"
    name: ClassVar[str] = "export_ready"
    version: ClassVar[int] = 1

    export_id: ExportId
    campaign_id: CampaignId
    staff_id: StaffId
    """Who asked for it, and nobody else is told."""
    receipt_no: str
    first_on: date
    last_on: date
    rows: int
    expires_at: datetime
    """From then on it can't be fetched."""


class AccountNewsKind(StrEnum):
    """What happened about a merchant's account."""

    REQUESTED = "requested"
    APPROVED = "approved"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class PayAccountTouched:
    """Somebody asked to pay a merchant elsewhere, or that was decided."""

    service: ClassVar[str] = "settlement"
    name: ClassVar[str] = "pay_account_touched"
    version: ClassVar[int] = 1

    campaign_id: CampaignId
    merchant_id: MerchantId
    merchant_code: MerchantCode
    news: AccountNewsKind
    number_tail: str
    requested_by: StaffId | None
    """The company's own person; None where the office asked."""
    usable_from: date | None
