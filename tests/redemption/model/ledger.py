"""Settlement's books, told all that redemption announced: twice, in any order."""

import random
from dataclasses import dataclass
from typing import Any

from machiken.contracts.events import Event, Happened
from machiken.contracts.redemption import (
    CampaignApplied,
    PaymentRefunded,
    PeriodSealed,
    RedemptionCompleted,
)
from machiken.contracts.verification import Verification
from machiken.contracts.wire import from_wire
from machiken.database import Transactions
from machiken.inbox import first_time
from services.settlement.store.tables import INBOX
from services.settlement.usecases.verify_books import verify_books
from tests.settlement.usecases.hearing import tell

KINDS: dict[str, type[Event]] = {
    each.name: each
    for each in (CampaignApplied, RedemptionCompleted, PaymentRefunded, PeriodSealed)
}


@dataclass(frozen=True)
class Ledger:
    """Settlement, as its doors hear."""

    db: Transactions

    def hear(self, announced: list[dict[str, Any]]) -> None:
        """Hear each event twice, in an order that has nothing to do with theirs."""
        twice = announced * 2
        random.Random(len(twice)).shuffle(twice)  # noqa: S311 - no secret
        for wire in twice:
            happened = from_wire(Happened, wire)
            with self.db.begin() as tx:
                fresh = first_time(tx, INBOX, happened.event_id, "model")
            if fresh:
                event = from_wire(KINDS[happened.name], happened.body)
                tell(self.db, event, as_event=happened.event_id)

    def verified(self) -> Verification:
        """Return its books, recomputed."""
        with self.db.begin() as tx:
            return verify_books(tx)
