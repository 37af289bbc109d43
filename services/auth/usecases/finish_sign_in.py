"""Finish a sign-in: the mailed number opens a session."""

from datetime import datetime

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.actor import NOBODY
from machiken.contracts.auth import (
    FinishSignIn,
    OneTimePasswordWrong,
    SessionOpened,
    SignInExpired,
)
from machiken.refusals import Refusal
from services.auth.domain import browser_secret, one_time_password
from services.auth.domain.account import address_of
from services.auth.domain.audit import AuditEntry, Happening
from services.auth.domain.one_time_password import TRIES_MAX
from services.auth.settings import Keys
from services.auth.store import audit, sessions, sign_ins
from services.auth.store.sign_ins import Tried


def finish_sign_in(
    tx: Session, request: FinishSignIn, keys: Keys
) -> SessionOpened | Refusal:
    """Return the session that the number opened, or why it opened none.

    `OneTimePasswordWrong` is returned, because the try it cost must stay used up;
    `SignInExpired` is raised, for there is nothing to remember.
    """
    at = clock.now(tx)
    secret_digest = browser_secret.digest(request.sign_in_secret)
    tried = sign_ins.use_up_a_try(tx, secret_digest, at=at)
    if tried is None:
        raise SignInExpired
    typed = request.one_time_password
    if not one_time_password.is_right(
        tried.otp_digest, keys.digests, tried.sign_in_id, typed
    ):
        return _wrong(tx, request, tried, at)

    sign_ins.use(tx, tried.sign_in_id, at=at)
    secret = browser_secret.new()
    expires_at = sessions.open_one(
        tx, tried.standing, secret_digest=browser_secret.digest(secret), at=at
    )
    audit.record(tx, _finished(request, tried), at=at)
    return SessionOpened(session_secret=secret, expires_at=expires_at)


def _wrong(
    tx: Session, request: FinishSignIn, tried: Tried, at: datetime
) -> OneTimePasswordWrong:
    entry = AuditEntry(
        happening=Happening.ONE_TIME_PASSWORD_WRONG,
        actor_role=NOBODY.role,
        actor=NOBODY.subject,
        staff_id=tried.standing.staff_id,
        site=tried.standing.site,
        address=address_of(request.address),
        detail=f"try {tried.tries} of {TRIES_MAX}",
    )
    audit.record(tx, entry, at=at)
    return OneTimePasswordWrong(tries_left=str(TRIES_MAX - tried.tries))


def _finished(request: FinishSignIn, tried: Tried) -> AuditEntry:
    return AuditEntry(
        happening=Happening.SIGN_IN_FINISHED,
        actor_role=tried.standing.role,
        actor=str(tried.standing.staff_id),
        staff_id=tried.standing.staff_id,
        site=tried.standing.site,
        address=address_of(request.address),
    )
