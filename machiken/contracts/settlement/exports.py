"""Exports (決済データ出力): asked for, made in the background, fetched in parts."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from machiken.ids import ExportId, MerchantCode
from machiken.money import Yen


class ExportEncoding(StrEnum):
    """How the CSV is written; both with CRLF line ends."""

    CP932 = "cp932"
    """For accounting software; what it lacks is written 〓, and counted."""
    UTF_8 = "utf-8"
    """For spreadsheets; with a byte order mark."""


class ExportState(StrEnum):
    """How far an export has come."""

    ACCEPTED = "accepted"
    RUNNING = "running"
    READY = "ready"
    FAILED = "failed"
    EXPIRED = "expired"
    """The file was removed; it can be asked for again."""


class ExportUnit(StrEnum):
    """What one line of the file stands for."""

    SLIP = "slip"
    """伝票番号単位: a payment or a refund, in the manual's 28 columns."""
    DAY = "day"
    """日単位: one merchant on one day."""
    PERIOD = "period"
    """締め期間単位: one merchant in one half-month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestExport:
    """Ask for the payments and refunds of some days; the same id asks once (S-PC-3).

    `merchant_code` None means all merchants of the company (全加盟店).
    """

    export_id: ExportId
    merchant_code: MerchantCode | None
    first_on: date
    last_on: date
    encoding: ExportEncoding
    requested_by: str
    """担当者名, as typed."""
    unit: ExportUnit = ExportUnit.SLIP


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportQuery:
    """Ask how far an export has come."""

    export_id: ExportId


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportsQuery:
    """Ask for the caller's own exports, newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportView:
    """An export as it stands; the sums are those of the file's rows."""

    export_id: ExportId
    receipt_no: str
    """処理受付番号, to be noted down."""
    state: ExportState
    merchant_code: MerchantCode | None
    first_on: date
    last_on: date
    encoding: ExportEncoding
    requested_by: str
    requested_at: datetime
    rows: int
    paid: Yen
    refunded: Yen
    net: Yen
    replaced: int
    """Characters that the encoding lacks."""
    size_bytes: int
    sha256: str
    parts: int
    unit: ExportUnit = ExportUnit.SLIP
    expires_at: datetime | None = None
    """When the file is removed; None while there is none."""
    part_bytes: int = 0
    """The size of each part but the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exports:
    """The caller's exports, newest first."""

    exports: tuple[ExportView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchExport:
    """Fetch one part of a finished export's file."""

    export_id: ExportId
    part: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportPart:
    """A piece of the file, to be joined with its neighbours in order."""

    part: int
    parts: int
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class MerchantsQuery:
    """Ask for the merchants that the caller may export."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MerchantChoice:
    """A merchant to choose from (加盟店選択)."""

    merchant_code: MerchantCode
    merchant_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Merchants:
    """The merchants of the caller's company, by code."""

    merchants: tuple[MerchantChoice, ...]
