"""When the person of a session last proved the password."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from machiken.ids import StaffId
from services.auth.store.tables import SESSION


def record(
    tx: Session, staff_id: StaffId, secret_digest: bytes, *, at: datetime
) -> None:
    """Write it down for the session of this secret, if it is this person's."""
    tx.execute(
        update(SESSION)
        .where(
            SESSION.c.secret_digest == secret_digest,
            SESSION.c.staff_id == staff_id,
            SESSION.c.ended_at.is_(None),
        )
        .values(proven_at=at)
    )
