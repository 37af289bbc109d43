"""End a session: sign out."""

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.auth import EndSession, SessionEnded
from services.auth.domain import browser_secret
from services.auth.domain.audit import AuditEntry, Happening
from services.auth.store import audit, session_ends


def end_session(tx: Session, request: EndSession) -> SessionEnded:
    """End the session, if there is one; the answer is the same if there is none."""
    at = clock.now(tx)
    secret_digest = browser_secret.digest(request.session_secret)
    standing = session_ends.end(tx, secret_digest, at=at)
    if standing is not None:
        entry = AuditEntry(
            happening=Happening.SESSION_ENDED,
            actor_role=standing.role,
            actor=str(standing.staff_id),
            staff_id=standing.staff_id,
            site=standing.site,
            merchant_id=standing.merchant_id,
        ).came_from(request)
        audit.record(tx, entry, at=at)
    return SessionEnded()
