"""What the office looks up: batches, vouchers, payments, wherever they happened."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from machiken.contracts.redemption.batches import BatchView
from machiken.contracts.redemption.checkouts import Receipt
from machiken.ids import BatchId, CheckoutId, IssuerCode, MerchantId
from machiken.money import Yen

BATCHES_MAX: Final = 50
"""Batches on one page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchesQuery:
    """Ask for a campaign's batches, the latest first, page by page from 1."""

    issuer_code: IssuerCode
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchLine:
    """A batch, and who asked for it and put it on sale."""

    batch: BatchView
    face_value: Yen
    requested_at: datetime
    requested_by: str
    live_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchList:
    """One page of batches."""

    lines: tuple[BatchLine, ...]
    page: int
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeSearch:
    """Look for a voucher or a payment by what somebody reads out.

    A serial, a voucher code (a secret), or a 決済ID; the text itself tells which.
    """

    issuer_code: IssuerCode
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherFound:
    """A voucher as the office sees it, and where it was taken."""

    serial: int
    code_tail: str
    batch_id: BatchId
    face_value: Yen
    balance: Yen
    sample: bool
    live: bool
    used_at: datetime | None
    stopped_at: datetime | None
    stop_reason: str
    payments: tuple[Receipt, ...]
    """Those that took it, given back or not, the latest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHits:
    """What was found: a voucher, a payment, or nothing."""

    voucher: VoucherFound | None
    payment: Receipt | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficePaymentQuery:
    """Ask for a payment of whichever merchant."""

    checkout_id: CheckoutId


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficePayment:
    """A payment with the serials of its vouchers."""

    issuer_code: IssuerCode
    receipt: Receipt
    serials: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficePaymentsQuery:
    """Ask for a merchant's payments, those of one day or the latest."""

    merchant_id: MerchantId
    paid_on: date | None = None
