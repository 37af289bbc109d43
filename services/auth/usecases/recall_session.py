"""Open a session again for a browser that stays signed in."""

from datetime import datetime

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.auth import (
    AccountNews,
    RecallSession,
    SessionOpened,
    SessionUnknown,
)
from machiken.refusals import Refusal
from services.auth.domain import browser_secret, remember_token
from services.auth.domain.account import address_of
from services.auth.domain.audit import AuditEntry, Happening
from services.auth.domain.device_name import device_name
from services.auth.domain.remember_token import Verdict
from services.auth.store import audit, remembered, session_ends, sessions
from services.auth.store.remembered import Family
from services.auth.store.sessions import NewSession
from services.auth.usecases.tell_owner import Told, tell_owner


def recall_session(tx: Session, request: RecallSession) -> SessionOpened | Refusal:
    """Return a new session and the next token, or `SessionUnknown`.

    Returned where a token was used before, because the end of its family must stand.
    """
    at = clock.now(tx)
    read = remember_token.read(request.remember_token)
    family = remembered.lock(tx, read[0], at=at) if read else None
    if read is None or family is None or family.standing.site is not request.site:
        raise SessionUnknown
    verdict = remember_token.judge(family.proofs, read[1], at)
    if verdict is Verdict.COPIED:
        _end(tx, request, family, at)
        return SessionUnknown()
    is_current = verdict is Verdict.CURRENT
    token = remembered.rotate(tx, family, at=at) if is_current else ""
    return _opened(tx, request, family, token, at)


def _end(tx: Session, request: RecallSession, family: Family, at: datetime) -> None:
    remembered.end(tx, family.family_id, at=at)
    session_ends.end_family(tx, family.family_id, at=at)
    told = Told(news=AccountNews.TOKEN_COPIED, caller=request)
    tell_owner(tx, family.standing.staff_id, told, at=at)


def _opened(
    tx: Session, request: RecallSession, family: Family, token: str, at: datetime
) -> SessionOpened:
    secret = browser_secret.new()
    new = NewSession(
        standing=family.standing,
        secret_digest=browser_secret.digest(secret),
        address=address_of(request.address),
        family_id=family.family_id,
        device=device_name(request.user_agent),
    )
    expires_at = sessions.open_one(tx, new, at=at)
    entry = AuditEntry(
        happening=Happening.SESSION_RECALLED,
        actor_role=family.standing.role,
        actor=str(family.standing.staff_id),
        staff_id=family.standing.staff_id,
        site=family.standing.site,
        merchant_id=family.standing.merchant_id,
    ).came_from(request)
    audit.record(tx, entry, at=at)
    return SessionOpened(
        session_secret=secret, expires_at=expires_at, remember_token=token
    )
