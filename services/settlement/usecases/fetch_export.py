"""Fetch one part of a finished export's file."""

import structlog
from sqlalchemy.orm import Session

from machiken.confidential import Envelope
from machiken.contracts.actor import Actor
from machiken.contracts.settlement import (
    ExportNotReady,
    ExportPart,
    ExportState,
    FetchExport,
)
from services.settlement.store import export_parts
from services.settlement.usecases.company import own_export

log = structlog.get_logger()


def fetch_export(
    tx: Session, request: FetchExport, actor: Actor, envelope: Envelope
) -> ExportPart:
    """Return the part; parts count from 1. Raises `ExportUnknown`, `ExportNotReady`."""
    export = own_export(tx, request.export_id, actor)
    if export.state is not ExportState.READY:
        raise ExportNotReady
    content = export_parts.find(tx, export.export_id, request.part, envelope)
    if content is None:
        raise ExportNotReady
    if request.part == 1:
        log.info(
            "settlement.export_fetched",
            receipt_no=export.receipt_no,
            staff_id=str(actor.staff_id),
        )
    return ExportPart(part=request.part, parts=export.contents.parts, content=content)
