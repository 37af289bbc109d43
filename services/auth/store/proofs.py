"""When the person of a session last proved the password."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from machiken.ids import StaffId
from services.auth.domain import browser_secret
from services.auth.store.tables import SESSION


def record(
    tx: Session, staff_id: StaffId, secret_digest: bytes, *, at: datetime
) -> str:
    """Write it down for the session of this secret; return the secret it has now.

    A new one, for it opens more than the one before: whoever had got hold of that is
    out. Returns nothing where the session is over or not this person's.
    """
    secret = browser_secret.new()
    renewed = tx.execute(
        update(SESSION)
        .where(
            SESSION.c.secret_digest == secret_digest,
            SESSION.c.staff_id == staff_id,
            SESSION.c.ended_at.is_(None),
        )
        .values(proven_at=at, secret_digest=browser_secret.digest(secret))
        .returning(SESSION.c.session_id)
    )
    return secret if renewed.one_or_none() is not None else ""
