"""Ask settlement for exports, as the company at its PC does."""

from datetime import date
from typing import Any
from uuid import uuid4

from cryptography.fernet import Fernet

from machiken.confidential import Envelope
from machiken.contracts.actor import Actor
from machiken.contracts.settlement import (
    ExportEncoding,
    ExportQuery,
    ExportView,
    FetchExport,
    RequestExport,
)
from machiken.database import Transactions
from machiken.ids import ExportId
from machiken.settings import Secret
from services.settlement.usecases.fetch_export import fetch_export
from services.settlement.usecases.make_export import make_next_export
from services.settlement.usecases.request_export import request_export
from services.settlement.usecases.show_exports import show_export
from tests.settlement.town import OWNER

ENVELOPE = Envelope(Secret(Fernet.generate_key().decode()))


def request(**changes: Any) -> RequestExport:
    """Return a request for everything of the campaign's first half-month."""
    whole: dict[str, Any] = {
        "export_id": ExportId(uuid4()),
        "merchant_code": None,
        "first_on": date(2026, 6, 24),
        "last_on": date(2026, 6, 30),
        "encoding": ExportEncoding.UTF_8,
        "requested_by": "木下 花子",
    }
    return RequestExport(**(whole | changes))


def ask(
    db: Transactions, asked: RequestExport | None = None, actor: Actor = OWNER
) -> ExportView:
    """Ask for an export, and return it as it waits."""
    with db.begin() as tx:
        return request_export(tx, asked or request(), actor)


def make_all(db: Transactions) -> None:
    """Let the worker make every waiting file."""
    while make_next_export(db, ENVELOPE):
        pass


def shown(db: Transactions, export_id: ExportId, actor: Actor = OWNER) -> ExportView:
    """Return the export as it stands."""
    with db.begin() as tx:
        return show_export(tx, ExportQuery(export_id=export_id), actor)


def fetched(
    db: Transactions, export_id: ExportId, part: int = 1, actor: Actor = OWNER
) -> bytes:
    """Return one part of a finished file."""
    with db.begin() as tx:
        asked = FetchExport(export_id=export_id, part=part)
        return fetch_export(tx, asked, actor, ENVELOPE).content
