"""What is no longer needed and may be forgotten, a little at a time."""

from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Column, delete, select
from sqlalchemy.orm import Session

from services.auth.store.tables import (
    ATTEMPT,
    DEVICE,
    MAIL_CHANGE,
    PUZZLE,
    REMEMBERED,
    RESET,
    SESSION,
    SIGN_IN,
)

BATCH_MAX: Final = 1_000
_KEPT: Final[tuple[tuple[Column[Any], Column[Any], timedelta], ...]] = (
    (ATTEMPT.c.attempt_id, ATTEMPT.c.attempted_at, timedelta(days=1)),
    (PUZZLE.c.secret_digest, PUZZLE.c.drawn_at, timedelta(minutes=5)),
    (MAIL_CHANGE.c.mail_change_id, MAIL_CHANGE.c.begun_at, timedelta(days=1)),
    (RESET.c.reset_id, RESET.c.begun_at, timedelta(days=1)),
    (SIGN_IN.c.sign_in_id, SIGN_IN.c.begun_at, timedelta(days=30)),
    (REMEMBERED.c.family_id, REMEMBERED.c.expires_at, timedelta(days=1)),
    (DEVICE.c.device_id, DEVICE.c.last_seen_at, timedelta(days=400)),
    (SESSION.c.session_id, SESSION.c.expires_at, timedelta(days=30)),
)
"""What, from when on, and for how long. What happened stays in the audit."""


def forget(tx: Session, *, at: datetime) -> int:
    """Delete some rows that are past their time; return how many."""
    forgotten = 0
    for key, since, kept in _KEPT:
        old = select(key).where(since < at - kept).limit(BATCH_MAX)
        gone = tx.execute(delete(key.table).where(key.in_(old)).returning(key))
        forgotten += len(gone.all())
    return forgotten
