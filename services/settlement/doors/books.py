"""The doors to the books themselves."""

from machiken import audit, outbox
from machiken.bus.doors import answers
from machiken.contracts.actor import Actor
from machiken.contracts.audit import Acts, ActsQuery
from machiken.contracts.settlement import LedgerQuery, LedgerView, verbs
from machiken.contracts.verbs import Ping, Pong
from machiken.contracts.verification import (
    ClockMovedBy,
    MoveClock,
    Verification,
    Verify,
)
from machiken.database import Transactions
from machiken.rehearsal import move_clock, rehearses
from services.settlement.settings import Settings
from services.settlement.store.tables import AUDIT, OUTBOX
from services.settlement.usecases.show_ledger import show_ledger
from services.settlement.usecases.verify_books import verify_books


class BooksDoors:
    """The ledger, and whether it holds."""

    db: Transactions
    settings: Settings

    @answers(verbs.PING)
    def ping(self, _request: Ping, _actor: Actor) -> Pong:
        """Answer, and so does the database."""
        with self.db.begin() as tx:
            unsent = outbox.count_unsent(tx, OUTBOX)
        answering = rehearses(self.settings.machiken_env)
        return Pong(service=verbs.SERVICE, rehearses=answering, unsent=unsent)

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

    @answers(verbs.AUDIT)
    def audit(self, request: ActsQuery, _actor: Actor) -> Acts:
        """Tell who did what to money."""
        with self.db.begin() as tx:
            return audit.recorded(tx, AUDIT, request)
