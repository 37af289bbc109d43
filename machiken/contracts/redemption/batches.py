"""Batches of vouchers: issued, printed, put on sale, stopped."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from machiken.ids import BatchId, IssuerCode

SHEET_VOUCHERS_MAX: Final = 20_000
"""A town prints small series itself; larger ones go to a printer as a code list, and
get no print sheet."""


class BatchState(StrEnum):
    """How far a batch of vouchers has come."""

    REQUESTED = "requested"
    ISSUED = "issued"
    LIVE = "live"
    """Sold: its vouchers may be redeemed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueBatch:
    """Issue `count` vouchers of the campaign's face value; `batch_id` makes it once."""

    batch_id: BatchId
    issuer_code: IssuerCode
    count: int
    sample: bool = False
    """Samples are for trying the camera; they are worth nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchQuery:
    """Ask how far a batch has come."""

    batch_id: BatchId


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivateBatch:
    """The batch goes on sale: from now on its vouchers may be redeemed."""

    batch_id: BatchId


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchView:
    """A batch as it stands. Serials run from `first_serial`, without a gap."""

    batch_id: BatchId
    state: BatchState
    sample: bool
    count: int
    first_serial: int | None
    sheet_parts: int
    """How many parts the print sheet has; 0 while it is being made, or for ever."""
    codes_parts: int
    replaces_serial: int | None = None
    """The lost voucher whose place this one takes."""


class PrintFileKind(StrEnum):
    """What a printer can be given."""

    SHEET = "sheet"
    """PDF, A4, ten vouchers a page."""
    CODES = "codes"
    """CSV: serial, code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchPrintFile:
    """Fetch one part of a batch's print file; every fetch is recorded."""

    batch_id: BatchId
    kind: PrintFileKind
    part: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePart:
    """A piece of a file, to be joined with its neighbours in order."""

    part: int
    parts: int
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class StopVoucher:
    """Stop a lost or doubtful voucher; it can't be redeemed any more."""

    issuer_code: IssuerCode
    serial: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherStopped:
    """The voucher is stopped."""

    serial: int
    stopped_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SellVouchers:
    """These vouchers are sold: the serials from first to last, or the one code."""

    issuer_code: IssuerCode
    first_serial: int | None = None
    last_serial: int | None = None
    voucher_code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VouchersSold:
    """So many were sold by this call; those sold before are not counted."""

    count: int
    first_serial: int
    last_serial: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplaceVoucher:
    """Stop a lost voucher and issue another of what is left on it."""

    issuer_code: IssuerCode
    serial: int
    batch_id: BatchId
    """The new batch of one; the id makes it once."""
    reason: str
