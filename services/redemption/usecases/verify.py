"""The operator has every balance and total recomputed from the entries."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from machiken import outbox
from machiken.contracts.verification import Verification
from services.redemption.store import proof
from services.redemption.store.tables import OUTBOX

# All questions are put to the same moment of the books.
_ONE_MOMENT = text("set transaction isolation level repeatable read, read only")


def verify(tx: Session) -> Verification:
    """Return what was recomputed, and each difference; it changes nothing."""
    tx.execute(_ONE_MOMENT)
    return Verification(
        checked=proof.counts(tx),
        differences=tuple(proof.differences(tx)),
        on_the_way=outbox.count_unsent(tx, OUTBOX),
        merchants=tuple(proof.merchants(tx)),
    )
