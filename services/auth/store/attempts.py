"""Tries at passwords: each is counted before the password is looked at."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, insert, select, true, update
from sqlalchemy.orm import Session

from services.auth.domain.lock import REMEMBERED
from services.auth.store.tables import ATTEMPT

_LOCK_KEY_BYTES = 8


def lock(tx: Session, account: bytes) -> None:
    """Make other tries at this account wait until `tx` ends.

    An advisory lock: the account may not exist, and must not be told from one that
    does.
    """
    key = int.from_bytes(account[:_LOCK_KEY_BYTES], signed=True)
    tx.execute(select(func.pg_advisory_xact_lock(key)))


def failures(
    tx: Session, account: bytes, *, at: datetime, upto: int | None = None
) -> list[datetime]:
    """Return when the account was tried in vain lately, oldest first.

    A try whose password is still being looked at is among them. With `upto`, those
    after this try are not.
    """
    return list(
        tx.execute(
            select(ATTEMPT.c.attempted_at)
            .where(
                ATTEMPT.c.account == account,
                ATTEMPT.c.attempted_at > at - REMEMBERED,
                ATTEMPT.c.failed,
                true() if upto is None else ATTEMPT.c.attempt_id <= upto,
            )
            .order_by(ATTEMPT.c.attempted_at)
        ).scalars()
    )


def record(tx: Session, account: bytes, address: str, *, at: datetime) -> int:
    """Count a try, as failed until it turns out to be right; return its id."""
    attempt_id: int = tx.execute(
        insert(ATTEMPT)
        .values(account=account, address=address, attempted_at=at, failed=True)
        .returning(ATTEMPT.c.attempt_id)
    ).scalar_one()
    return attempt_id


def failures_of(
    tx: Session, accounts: Sequence[bytes], *, at: datetime
) -> dict[bytes, list[datetime]]:
    """Return the same for several accounts at once, those without failures left out."""
    found: dict[bytes, list[datetime]] = {}
    rows = tx.execute(
        select(ATTEMPT.c.account, ATTEMPT.c.attempted_at)
        .where(
            ATTEMPT.c.account.in_(accounts),
            ATTEMPT.c.attempted_at > at - REMEMBERED,
            ATTEMPT.c.failed,
        )
        .order_by(ATTEMPT.c.attempted_at)
    )
    for row in rows:
        found.setdefault(row.account, []).append(row.attempted_at)
    return found


def forgive_all(tx: Session, accounts: Sequence[bytes]) -> int:
    """Count the failures at these accounts no more; return how many there were."""
    forgiven = tx.execute(
        update(ATTEMPT)
        .where(ATTEMPT.c.account.in_(accounts), ATTEMPT.c.failed)
        .values(failed=False)
        .returning(ATTEMPT.c.attempt_id)
    )
    return len(forgiven.all())


def forgive(tx: Session, attempt_id: int) -> None:
    """Note that the try was right after all."""
    tx.execute(
        update(ATTEMPT).where(ATTEMPT.c.attempt_id == attempt_id).values(failed=False)
    )
