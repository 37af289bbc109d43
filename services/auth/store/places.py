"""Where somebody is signed in, as he sees it, and ending it from elsewhere."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, func, select, update
from sqlalchemy.orm import Session

from machiken.contracts.auth import EndedSession, SessionLine, Site
from machiken.ids import StaffId
from services.auth.domain.session import IDLE
from services.auth.store import remembered
from services.auth.store.tables import REMEMBERED, SESSION


def lines(
    tx: Session, staff_id: StaffId, mine: bytes, *, at: datetime
) -> list[SessionLine]:
    """Return the person's open sessions, and browsers that stay signed in."""
    stays = and_(REMEMBERED.c.ended_at.is_(None), REMEMBERED.c.expires_at > at)
    is_open = and_(
        SESSION.c.ended_at.is_(None),
        SESSION.c.expires_at > at,
        SESSION.c.last_seen_at > at - IDLE,
    )
    place = func.coalesce(REMEMBERED.c.family_id, SESSION.c.session_id)
    rows = tx.execute(
        select(
            place.label("session_id"),
            SESSION.c.site,
            func.min(SESSION.c.opened_at).label("opened_at"),
            func.max(SESSION.c.last_seen_at).label("last_seen_at"),
            func.max(func.coalesce(SESSION.c.address, "")).label("address"),
            func.max(func.coalesce(SESSION.c.device, "")).label("device"),
            func.count(REMEMBERED.c.family_id).label("stays"),
            func.bool_or(SESSION.c.secret_digest == mine).label("is_this_one"),
        )
        .outerjoin(
            REMEMBERED, and_(REMEMBERED.c.family_id == SESSION.c.family_id, stays)
        )
        .where(SESSION.c.staff_id == staff_id)
        .where(is_open | REMEMBERED.c.family_id.is_not(None))
        .group_by(place, SESSION.c.site)
        .order_by(func.max(SESSION.c.last_seen_at).desc())
    )
    return [
        SessionLine(
            session_id=row.session_id,
            site=Site(row.site),
            opened_at=row.opened_at,
            last_seen_at=row.last_seen_at,
            address=row.address,
            stays=row.stays > 0,
            is_this_one=row.is_this_one,
            device=row.device,
        )
        for row in rows
    ]


def end(
    tx: Session, staff_id: StaffId, place: UUID, *, at: datetime
) -> list[EndedSession]:
    """End the person's session or family of this id; return the sessions."""
    remembered.end_own(tx, staff_id, place, at=at)
    ended = tx.execute(
        update(SESSION)
        .where(
            SESSION.c.staff_id == staff_id,
            (SESSION.c.session_id == place) | (SESSION.c.family_id == place),
            SESSION.c.ended_at.is_(None),
        )
        .values(ended_at=at)
        .returning(SESSION.c.site, SESSION.c.secret_digest)
    )
    return [
        EndedSession(site=Site(row.site), secret_digest=row.secret_digest.hex())
        for row in ended
    ]
