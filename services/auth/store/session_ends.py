"""How sessions end: one, a browser's, or all of somebody's."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from machiken.contracts.auth import EndedSession, Site
from machiken.ids import StaffId
from services.auth.domain.standing import Standing
from services.auth.store import remembered, sign_ins, standing
from services.auth.store.tables import SESSION


def end(tx: Session, secret_digest: bytes, *, at: datetime) -> Standing | None:
    """End the session; return whose it was, or None where there was none to end."""
    row = tx.execute(
        update(SESSION)
        .where(SESSION.c.secret_digest == secret_digest, SESSION.c.ended_at.is_(None))
        .values(ended_at=at)
        .returning(SESSION)
    ).one_or_none()
    if row is not None and row.family_id is not None:
        remembered.end(tx, row.family_id, at=at)
    return None if row is None else standing.of_row(row, Site(row.site))


def end_only(tx: Session, session_id: UUID, *, at: datetime) -> None:
    """End the session; its browser may stay signed in."""
    tx.execute(
        update(SESSION).where(SESSION.c.session_id == session_id).values(ended_at=at)
    )


def open_of(tx: Session, staff_id: StaffId, *, at: datetime) -> list[EndedSession]:
    """Return the person's open sessions, as those who remember them know them."""
    rows = tx.execute(
        select(SESSION.c.site, SESSION.c.secret_digest).where(
            SESSION.c.staff_id == staff_id,
            SESSION.c.ended_at.is_(None),
            SESSION.c.expires_at > at,
        )
    )
    return [
        EndedSession(site=Site(row.site), secret_digest=row.secret_digest.hex())
        for row in rows
    ]


def end_family(tx: Session, family_id: UUID, *, at: datetime) -> None:
    """End the sessions of a browser that stayed signed in."""
    tx.execute(
        update(SESSION)
        .where(SESSION.c.family_id == family_id, SESSION.c.ended_at.is_(None))
        .values(ended_at=at)
    )


def end_everything(
    tx: Session, staff_id: StaffId, *, at: datetime
) -> tuple[EndedSession, ...]:
    """End all of the person's sessions and whatever would become one."""
    sign_ins.void(tx, staff_id, at=at)
    return tuple(end_all(tx, staff_id, but=None, at=at))


def end_all(
    tx: Session, staff_id: StaffId, *, but: bytes | None, at: datetime
) -> list[EndedSession]:
    """End the person's sessions except the one of this secret; return which.

    Browsers that stay signed in first: one that is just coming in is waited for, and
    the session that it opens is among those that end.
    """
    mine = select(SESSION.c.family_id).where(SESSION.c.secret_digest == (but or b""))
    family_id = tx.execute(mine).scalar_one_or_none()
    remembered.end_all(tx, staff_id, but=family_id, at=at)
    ended = tx.execute(
        update(SESSION)
        .where(
            SESSION.c.staff_id == staff_id,
            SESSION.c.ended_at.is_(None),
            SESSION.c.secret_digest != (but or b""),
        )
        .values(ended_at=at)
        .returning(SESSION.c.site, SESSION.c.secret_digest, SESSION.c.expires_at)
    )
    return [
        EndedSession(site=Site(row.site), secret_digest=row.secret_digest.hex())
        for row in ended
        if row.expires_at > at
    ]
