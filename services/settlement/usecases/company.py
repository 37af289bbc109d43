"""Whose exports a caller may see: his own, of his company in his campaign."""

import structlog
from sqlalchemy.orm import Session

from machiken.contracts.actor import Actor
from machiken.contracts.bus import NotAllowed
from machiken.contracts.settlement import ExportUnknown, ExportView
from machiken.ids import CampaignId, CompanyId, ExportId
from services.settlement.domain.exports import PART_BYTES, Export
from services.settlement.store import exports

log = structlog.get_logger()


def company_of(actor: Actor) -> tuple[CompanyId, CampaignId]:
    """Return the company and the campaign of the caller. Raises `NotAllowed`."""
    if actor.company_id is None or actor.campaign_id is None:
        raise NotAllowed
    return actor.company_id, actor.campaign_id


def own_export(tx: Session, export_id: ExportId, actor: Actor) -> Export:
    """Return the export. Raises `ExportUnknown`, also where it is another's."""
    export = exports.find(tx, export_id)
    if export is None:
        raise ExportUnknown
    asked = export.conditions
    owner = (asked.company_id, asked.campaign_id, asked.staff_id)
    if owner != (*company_of(actor), actor.staff_id):
        log.warning(
            "settlement.foreign_export",
            export_id=str(export_id),
            company_id=str(actor.company_id),
        )
        raise ExportUnknown
    return export


def view(export: Export) -> ExportView:
    """Return an export as its company sees it."""
    asked, contents = export.conditions, export.contents
    return ExportView(
        export_id=export.export_id,
        receipt_no=export.receipt_no,
        state=export.state,
        merchant_code=asked.merchant_code,
        first_on=asked.first_on,
        last_on=asked.last_on,
        encoding=asked.encoding,
        requested_by=asked.requested_by,
        requested_at=export.requested_at,
        rows=contents.rows,
        paid=contents.paid,
        refunded=contents.refunded,
        net=contents.paid - contents.refunded,
        replaced=contents.replaced,
        size_bytes=contents.size_bytes,
        sha256=contents.sha256,
        parts=contents.parts,
        unit=asked.unit,
        expires_at=export.expires_at,
        part_bytes=PART_BYTES,
    )
