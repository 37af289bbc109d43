"""Turns: only one transaction at a time works under an id that a phone has made.

A checkout and a redemption in one step may carry the same id by mistake; neither sees
the other's row before it commits. Whoever comes second waits here, and then sees it.
"""

from uuid import UUID

from sqlalchemy import BigInteger, bindparam, func, select
from sqlalchemy.orm import Session

TAKEN = func.pg_advisory_xact_lock(bindparam("turn", type_=BigInteger)).label("taken")


def take(tx: Session, phones_id: UUID) -> None:
    """Wait until nobody else works under the id; it is ours until `tx` ends."""
    tx.execute(select(TAKEN), {"turn": key(phones_id)})


def key(phones_id: UUID) -> int:
    """Return the number by which the database knows the id's turn."""
    return int.from_bytes(phones_id.bytes[:8], signed=True)
