"""See where one is signed in, and end it from elsewhere."""

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.actor import Actor
from machiken.contracts.auth import (
    EndSessions,
    SessionsEnded,
    SessionsQuery,
    SessionsView,
)
from services.auth.domain import browser_secret
from services.auth.domain.audit import Happening, by_actor
from services.auth.store import audit, places


def show_sessions(tx: Session, request: SessionsQuery, actor: Actor) -> SessionsView:
    """Return where the actor is signed in."""
    assert actor.staff_id is not None, "whoever is signed in is somebody"
    mine = browser_secret.digest(request.session_secret)
    lines = places.lines(tx, actor.staff_id, mine, at=clock.now(tx))
    return SessionsView(lines=tuple(lines))


def end_sessions(tx: Session, request: EndSessions, actor: Actor) -> SessionsEnded:
    """End one of the actor's own; whose it is not, is not told."""
    assert actor.staff_id is not None, "whoever is signed in is somebody"
    at = clock.now(tx)
    ended = places.end(tx, actor.staff_id, request.session_id, at=at)
    if ended:
        told = by_actor(Happening.SESSION_ENDED, actor, actor.staff_id)
        audit.record(tx, told.came_from(request), at=at)
    return SessionsEnded(ended=tuple(ended))
