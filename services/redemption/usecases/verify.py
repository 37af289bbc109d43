"""The operator has every balance and total recomputed from the entries."""

from sqlalchemy.orm import Session

from machiken import outbox
from machiken.contracts.verification import Verification
from services.redemption.store import proof
from services.redemption.store.tables import OUTBOX


def verify(tx: Session) -> Verification:
    """Return what was recomputed, and each difference; it changes nothing."""
    return Verification(
        checked=proof.counts(tx),
        differences=tuple(proof.differences(tx)),
        on_the_way=outbox.count_unsent(tx, OUTBOX),
        merchants=tuple(proof.merchants(tx)),
    )
