"""The caller's exports, and how far one of them has come."""

from typing import Final

from sqlalchemy.orm import Session

from machiken.contracts.actor import Actor
from machiken.contracts.settlement import ExportQuery, Exports, ExportView
from services.settlement.store import exports
from services.settlement.usecases.company import company_of, own_export, view

SHOWN_MAX: Final = 200


def show_export(tx: Session, request: ExportQuery, actor: Actor) -> ExportView:
    """Return the export as it stands. Raises `ExportUnknown`."""
    return view(own_export(tx, request.export_id, actor))


def show_exports(tx: Session, actor: Actor) -> Exports:
    """Return the caller's latest exports, newest first."""
    owner = (*company_of(actor), actor.staff_id)
    latest = exports.latest(tx, owner, limit=SHOWN_MAX)
    return Exports(exports=tuple(view(export) for export in latest))
