"""The doors to the files of payments and refunds."""

from machiken.bus.doors import answers
from machiken.confidential import Envelope
from machiken.contracts.actor import Actor
from machiken.contracts.settlement import (
    ExportPart,
    ExportQuery,
    Exports,
    ExportsQuery,
    ExportView,
    FetchExport,
    Merchants,
    MerchantsQuery,
    RequestExport,
    verbs,
)
from machiken.database import Transactions
from services.settlement.settings import Settings
from services.settlement.usecases.fetch_export import fetch_export
from services.settlement.usecases.list_merchants import list_merchants
from services.settlement.usecases.request_export import request_export
from services.settlement.usecases.show_exports import show_export, show_exports


class ExportDoors:
    """決済データ: asked for, waited for, fetched."""

    db: Transactions
    settings: Settings

    @answers(verbs.MERCHANTS)
    def merchants(self, _request: MerchantsQuery, actor: Actor) -> Merchants:
        """List the merchants that the caller may export."""
        with self.db.begin() as tx:
            return list_merchants(tx, actor)

    @answers(verbs.REQUEST_EXPORT)
    def request_export(self, request: RequestExport, actor: Actor) -> ExportView:
        """Ask for a file of payments and refunds."""
        with self.db.begin() as tx:
            return request_export(tx, request, actor)

    @answers(verbs.EXPORT)
    def export(self, request: ExportQuery, actor: Actor) -> ExportView:
        """Show how far an export has come."""
        with self.db.begin() as tx:
            return show_export(tx, request, actor)

    @answers(verbs.EXPORTS)
    def exports(self, _request: ExportsQuery, actor: Actor) -> Exports:
        """List the company's exports, newest first."""
        with self.db.begin() as tx:
            return show_exports(tx, actor)

    @answers(verbs.FETCH_EXPORT)
    def fetch_export(self, request: FetchExport, actor: Actor) -> ExportPart:
        """Fetch one part of a finished export's file."""
        with self.db.begin() as tx:
            envelope = Envelope(self.settings.export_file_key)
            return fetch_export(tx, request, actor, envelope)
