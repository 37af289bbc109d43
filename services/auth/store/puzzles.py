"""Puzzles that wait for their answer; each is good for one."""

from datetime import datetime

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from services.auth.domain import browser_secret
from services.auth.domain.puzzle import Hidden
from services.auth.store.tables import PUZZLE


def record(tx: Session, x: int, *, at: datetime) -> str:
    """Write down where the piece belongs; return the secret of the puzzle."""
    secret = browser_secret.new()
    digest = browser_secret.digest(secret)
    tx.execute(insert(PUZZLE).values(secret_digest=digest, x=x, drawn_at=at))
    return secret


def take(tx: Session, secret: str) -> Hidden | None:
    """Return the puzzle and have it gone, or None: one answer, right or wrong."""
    digest = browser_secret.digest(secret)
    row = tx.execute(
        delete(PUZZLE).where(PUZZLE.c.secret_digest == digest).returning(PUZZLE)
    ).one_or_none()
    return None if row is None else Hidden(x=row.x, drawn_at=row.drawn_at)
