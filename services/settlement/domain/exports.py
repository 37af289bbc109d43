"""Exports (決済データ出力): what may be asked for, and how an export is called."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from machiken.contracts.settlement import (
    ExportEncoding,
    ExportPeriodOff,
    ExportRequesterMissing,
    ExportState,
    ExportUnit,
    RequestExport,
    TooManyExports,
)
from machiken.ids import (
    CampaignId,
    CompanyId,
    ExportId,
    MerchantCode,
    MerchantId,
    StaffId,
)
from machiken.money import ZERO, Yen
from machiken.town_time import town_day

DAYS_MAX: Final = 400
REQUESTER_MAX: Final = 40
WAITING_MAX: Final = 3
UNFINISHED_MAX: Final = 1 + WAITING_MAX  # one runs, the others wait
TRIES_MAX: Final = 5
KEPT: Final = timedelta(days=7)
PART_BYTES: Final = 512 * 1024

UNFINISHED: Final = (ExportState.ACCEPTED, ExportState.RUNNING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """What an export contains, and for whom it was asked."""

    company_id: CompanyId
    campaign_id: CampaignId
    merchant_id: MerchantId | None
    """None means all merchants of the company (全加盟店)."""
    merchant_code: MerchantCode | None
    first_on: date
    last_on: date
    encoding: ExportEncoding
    requested_by: str
    staff_id: StaffId | None = None
    """Whose the export is: nobody else sees or fetches it."""
    unit: ExportUnit = ExportUnit.SLIP


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a finished file holds; zeros while there is none."""

    rows: int = 0
    paid: Yen = ZERO
    refunded: Yen = ZERO
    replaced: int = 0
    size_bytes: int = 0
    sha256: str = ""
    parts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """An export as it stands."""

    export_id: ExportId
    serial: int
    conditions: Conditions
    state: ExportState
    requested_at: datetime
    contents: Contents
    finished_at: datetime | None = None

    @property
    def expires_at(self) -> datetime | None:
        """Return when the file is removed, or None where there is none."""
        ready = self.state is ExportState.READY
        return self.finished_at + KEPT if ready and self.finished_at else None

    @property
    def receipt_no(self) -> str:
        """Return the 処理受付番号: the day in town and a running number."""
        return f"{town_day(self.requested_at):%Y%m%d}-{self.serial:06d}"


def acceptable(request: RequestExport) -> str:
    """Return the requester's name, trimmed.

    Raises `ExportPeriodOff` and `ExportRequesterMissing`.
    """
    days = (request.last_on - request.first_on).days + 1
    if not 1 <= days <= DAYS_MAX:
        raise ExportPeriodOff(days_max=str(DAYS_MAX))
    requester = request.requested_by.strip()
    if not (requester.isprintable() and 1 <= len(requester) <= REQUESTER_MAX):
        raise ExportRequesterMissing
    return requester


def refuse_too_many(unfinished: int) -> None:
    """Do nothing where one more may wait. Raises `TooManyExports`."""
    if unfinished >= UNFINISHED_MAX:
        raise TooManyExports(waiting_max=str(WAITING_MAX))
