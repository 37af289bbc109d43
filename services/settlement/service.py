"""The settlement service's doors; the work is in `usecases`."""

from sqlalchemy.orm import Session

from machiken import clock
from machiken.bus.doors import Configured, Database, Heard, answers, hears, injected
from machiken.confidential import Envelope
from machiken.contracts import settlement as verbs
from machiken.contracts.actor import Actor
from machiken.contracts.auth import MerchantRegistered
from machiken.contracts.redemption import (
    CampaignApplied,
    PaymentRefunded,
    PeriodSealed,
    RedemptionCompleted,
)
from machiken.contracts.settlement import (
    ExportPart,
    ExportQuery,
    Exports,
    ExportsQuery,
    ExportView,
    FetchExport,
    LedgerQuery,
    LedgerView,
    Merchants,
    MerchantsQuery,
    RequestExport,
)
from machiken.contracts.verbs import Ping, Pong
from machiken.contracts.verification import (
    ClockMovedBy,
    MoveClock,
    Verification,
    Verify,
)
from machiken.database import Transactions
from machiken.rehearsal import move_clock
from services.settlement.settings import Settings
from services.settlement.store.tables import INBOX
from services.settlement.usecases.book_redemption import book_redemption
from services.settlement.usecases.book_refund import book_refund
from services.settlement.usecases.fetch_export import fetch_export
from services.settlement.usecases.keep_campaign import keep_campaign
from services.settlement.usecases.keep_merchant import keep_merchant
from services.settlement.usecases.keep_sealed_period import keep_sealed_period
from services.settlement.usecases.list_merchants import list_merchants
from services.settlement.usecases.request_export import request_export
from services.settlement.usecases.show_exports import show_export, show_exports
from services.settlement.usecases.show_ledger import show_ledger
from services.settlement.usecases.verify_books import verify_books


class SettlementService:
    """Who is owed what, and the files that prove it."""

    name = verbs.SERVICE
    db: Transactions = injected(Database())
    settings: Settings = injected(Configured(Settings))

    @answers(verbs.PING)
    def ping(self, _request: Ping, _actor: Actor) -> Pong:
        """Answer, and so does the database."""
        with self.db.begin() as tx:
            clock.now(tx)
        return Pong(service=self.name)

    @answers(verbs.MOVE_CLOCK)
    def move_clock(self, request: MoveClock, _actor: Actor) -> ClockMovedBy:
        """Move this service's time, for a rehearsal."""
        with self.db.begin() as tx:
            return move_clock(tx, request, self.settings.machiken_env)

    @answers(verbs.VERIFY)
    def verify(self, _request: Verify, _actor: Actor) -> Verification:
        """Recompute the books from their entries."""
        with self.db.begin() as tx:
            return verify_books(tx)

    @answers(verbs.LEDGER)
    def ledger(self, request: LedgerQuery, _actor: Actor) -> LedgerView:
        """Show what the town owes the merchants of a campaign."""
        with self.db.begin() as tx:
            return show_ledger(tx, request)

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

    @hears(CampaignApplied, inbox=INBOX)
    def on_campaign_applied(self, tx: Session, heard: Heard[CampaignApplied]) -> None:
        """Keep the campaign as it now stands."""
        keep_campaign(tx, heard.event)

    @hears(MerchantRegistered, inbox=INBOX)
    def on_merchant_registered(
        self, tx: Session, heard: Heard[MerchantRegistered]
    ) -> None:
        """Keep the merchant as it now stands."""
        keep_merchant(tx, heard.event, occurred_at=heard.occurred_at)

    @hears(RedemptionCompleted, inbox=INBOX)
    def on_redemption_completed(
        self, tx: Session, heard: Heard[RedemptionCompleted]
    ) -> None:
        """Write the redemption into the books."""
        book_redemption(tx, heard.event, heard.event_id)

    @hears(PaymentRefunded, inbox=INBOX)
    def on_payment_refunded(self, tx: Session, heard: Heard[PaymentRefunded]) -> None:
        """Write the refund into the books."""
        book_refund(tx, heard.event, heard.event_id)

    @hears(PeriodSealed, inbox=INBOX)
    def on_period_sealed(self, tx: Session, heard: Heard[PeriodSealed]) -> None:
        """Keep what was sealed, to compare the books with."""
        keep_sealed_period(tx, heard.event)
