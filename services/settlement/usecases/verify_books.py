"""Recompute the books from their entries."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from machiken.contracts.verification import Verification
from services.settlement.store import verification

DIFFERENCES_MAX: Final = 200

# Every entry is read: more than a till's limits allow, less than the caller waits.
_PATIENCE = text("set local statement_timeout = '100s'")
# All questions are put to the same moment of the books.
_ONE_MOMENT = text("set transaction isolation level repeatable read, read only")


def verify_books(tx: Session) -> Verification:
    """Return the merchants' totals by their entries, and every difference found."""
    tx.execute(_ONE_MOMENT)
    tx.execute(_PATIENCE)
    return Verification(
        checked=verification.counts(tx),
        differences=tuple(islice(_differences(tx), DIFFERENCES_MAX)),
        on_the_way=0,  # settlement announces nothing
        merchants=tuple(verification.merchant_totals(tx)),
    )


def _differences(tx: Session) -> Iterator[str]:
    yield from verification.unbalanced(tx)
    yield from verification.misbooked(tx)
    yield from verification.refunds_adrift(tx)
