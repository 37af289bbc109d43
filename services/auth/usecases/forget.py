"""Forget what is past its time: tries, sign-ins and sessions of long ago."""

from datetime import timedelta
from typing import Final

from machiken import clock
from machiken.database import Transactions
from services.auth.store import intakes, leftovers

INTAKE_KEPT: Final = timedelta(days=1)
"""A file of applications that nobody took is about people, and goes."""


def forget(db: Transactions) -> int:
    """Delete some of what is no longer needed; return how many rows."""
    with db.begin() as tx:
        at = clock.now(tx)
        files = intakes.forget(tx, before=at - INTAKE_KEPT)
        return files + leftovers.forget(tx, at=at)
