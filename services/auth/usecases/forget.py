"""Forget what is past its time: tries, sign-ins and sessions of long ago."""

from machiken import clock
from machiken.database import Transactions
from services.auth.store import leftovers


def forget(db: Transactions) -> int:
    """Delete some of what is no longer needed; return how many rows."""
    with db.begin() as tx:
        return leftovers.forget(tx, at=clock.now(tx))
