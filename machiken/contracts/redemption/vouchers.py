"""Vouchers one by one, and counted: what became of them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from machiken.ids import BatchId, IssuerCode, MerchantCode, PaymentNo
from machiken.money import Yen


class VoucherState(StrEnum):
    """How far a voucher has come, on a certain day. The first that fits holds."""

    STOPPED = "stopped"
    USED = "used"
    """Nothing is left on it."""
    ISSUED = "issued"
    """Not sold; worth nothing at a till, and never was."""
    CLOSED = "closed"
    """The last cut-off has passed: what is left on it is never redeemed (S-CAL-4)."""
    EXPIRED = "expired"
    """People may not pay with it any more (S-CAL-3); a shop that took it in time
    redeems it until the last cut-off."""
    LIVE = "live"
    """Sold, and people may pay with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherCountsQuery:
    """Ask how many of a campaign's vouchers are in which state."""

    issuer_code: IssuerCode


@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherCount:
    """The vouchers of one state: how many, their face value, what is left on them."""

    state: VoucherState
    count: int
    face: Yen
    left: Yen


@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherCounts:
    """Every state that there are vouchers in, in the order of a voucher's life."""

    states: tuple[VoucherCount, ...]
    samples: int
    """Samples are counted apart: they are worth nothing."""


class Happening(StrEnum):
    """What may happen to a voucher."""

    ORDERED = "ordered"
    """Its batch was asked for; a worker issues it."""
    PRINT_FETCHED = "print_fetched"
    """Somebody fetched a part of its batch's print files, perhaps this voucher's."""
    ACTIVATED = "activated"
    """Its batch was put on sale."""
    SOLD = "sold"
    READ = "read"
    """A till has read it, and has not redeemed it (yet)."""
    REDEEMED = "redeemed"
    REFUNDED = "refunded"
    STOPPED = "stopped"
    REPLACED = "replaced"
    """Another voucher was ordered in its place. Facts: the other's `serial`."""
    REPLACES = "replaces"
    """It was ordered in another's place. Facts: the other's `serial`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryQuery:
    """Ask for the history of a voucher by serial or code, or of a payment's vouchers.

    Exactly one of the three.
    """

    issuer_code: IssuerCode
    serial: int | None = None
    voucher_code: str | None = None
    payment_no: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """One thing that happened; what it does not have is None."""

    at: datetime
    happening: Happening
    by: str | None = None
    """The login id at a till, or who did it at the office."""
    merchant_code: MerchantCode | None = None
    payment_no: PaymentNo | None = None
    amount: Yen | None = None
    serial: int | None = None
    note: str = ""
    """Why it was stopped; which print file was fetched; what became of a read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherHistory:
    """A voucher as it stands, and all that happened to it, oldest first."""

    batch_id: BatchId
    serial: int
    code_tail: str
    sample: bool
    face_value: Yen
    balance: Yen
    state: VoucherState
    lines: tuple[HistoryLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Histories:
    """One voucher's history, or those of a payment's vouchers by their serials."""

    vouchers: tuple[VoucherHistory, ...]
