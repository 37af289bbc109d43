"""Ask for a file of payments and refunds; a worker makes it (決済データ出力)."""

import structlog
from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.actor import Actor
from machiken.contracts.settlement import (
    ExportMerchantUnknown,
    ExportReused,
    ExportView,
    RequestExport,
)
from services.settlement.domain.exports import (
    Conditions,
    Export,
    acceptable,
    refuse_too_many,
)
from services.settlement.store import exports, merchants
from services.settlement.usecases.company import company_of, view

log = structlog.get_logger()


def request_export(tx: Session, request: RequestExport, actor: Actor) -> ExportView:
    """Return the export, which is waiting now; the same id again asks for no other.

    Raises `ExportPeriodOff`, `ExportRequesterMissing`, `ExportMerchantUnknown`,
    `ExportReused` and `TooManyExports`.
    """
    asked = _conditions(tx, request, actor)
    exports.lock_queue(tx, asked.company_id)
    earlier = exports.find(tx, request.export_id)
    if earlier is not None:
        return _same_again(earlier, asked)

    refuse_too_many(exports.unfinished(tx, asked.company_id))
    export = exports.add(tx, request.export_id, asked, at=clock.now(tx))
    log.info("settlement.export_accepted", receipt_no=export.receipt_no)
    return view(export)


def _conditions(tx: Session, request: RequestExport, actor: Actor) -> Conditions:
    company_id, campaign_id = company_of(actor)
    requested_by = acceptable(request)
    merchant_id = None
    if request.merchant_code is not None:
        code = request.merchant_code
        merchant_id = merchants.find(tx, company_id, campaign_id, code)
        if merchant_id is None:
            log.warning("settlement.foreign_merchant", company_id=str(company_id))
            raise ExportMerchantUnknown
    return Conditions(
        company_id=company_id,
        campaign_id=campaign_id,
        merchant_id=merchant_id,
        merchant_code=request.merchant_code,
        first_on=request.first_on,
        last_on=request.last_on,
        encoding=request.encoding,
        requested_by=requested_by,
        staff_id=actor.staff_id,
        unit=request.unit,
    )


def _same_again(earlier: Export, asked: Conditions) -> ExportView:
    if earlier.conditions != asked:  # the company is one of the conditions
        raise ExportReused
    return view(earlier)
