"""Begin to reset a forgotten password: whoever has the mailbox gets a code."""

from datetime import datetime
from uuid import uuid4

from sqlalchemy.orm import Session

from machiken import clock, outbox
from machiken.contracts.actor import NOBODY
from machiken.contracts.auth import (
    BeginReset,
    PasswordResetBegun,
    ResetBegun,
    ResetWaits,
)
from services.auth.domain import browser_secret, reset_code
from services.auth.domain.account import Candidate, account_digest
from services.auth.domain.audit import AuditEntry, Happening
from services.auth.settings import Keys
from services.auth.store import accounts, attempts, audit, resets
from services.auth.store.resets import Reset
from services.auth.store.tables import OUTBOX


def begin_reset(tx: Session, request: BeginReset, keys: Keys) -> ResetBegun:
    """Return what the browser keeps, whether or not there is such an account.

    Raises `ResetWaits` after three within a quarter of an hour, for any account.
    """
    account = account_digest(keys.digests, request)
    attempts.lock(tx, account)
    at = clock.now(tx)
    until = reset_code.next_at(resets.begun(tx, account, at=at))
    if until is not None:
        raise ResetWaits(until=until.isoformat())
    candidate = accounts.find(tx, request)
    code, secret = reset_code.new(), browser_secret.new()
    expires_at = at + reset_code.LIFE
    reset = _new(candidate, account, keys, code, expires_at)
    resets.record(tx, reset, secret_digest=browser_secret.digest(secret), at=at)
    if candidate is not None:
        mailed = _mailed(request, candidate, keys, code, expires_at)
        outbox.append(tx, OUTBOX, mailed, at=at)
    audit.record(tx, _entry(request, reset, candidate), at=at)
    return ResetBegun(reset_secret=secret, expires_at=expires_at)


def _new(
    candidate: Candidate | None,
    account: bytes,
    keys: Keys,
    code: str,
    expires_at: datetime,
) -> Reset:
    reset_id = uuid4()
    return Reset(
        reset_id=reset_id,
        staff_id=candidate.standing.staff_id if candidate else None,
        account=account,
        code_digest=reset_code.digest(keys.digests, reset_id, code),
        tries=0,
        expires_at=expires_at,
    )


def _mailed(
    request: BeginReset,
    candidate: Candidate,
    keys: Keys,
    code: str,
    expires_at: datetime,
) -> PasswordResetBegun:
    return PasswordResetBegun(
        staff_id=candidate.standing.staff_id,
        site=request.site,
        email=candidate.email,
        campaign_id=candidate.campaign_id,
        place_name=candidate.place_name,
        reset_code=keys.letters.seal(code),
        expires_at=expires_at,
    )


def _entry(
    request: BeginReset, reset: Reset, candidate: Candidate | None
) -> AuditEntry:
    return AuditEntry(
        happening=Happening.RESET_BEGUN,
        actor_role=NOBODY.role,
        actor=NOBODY.subject,
        staff_id=reset.staff_id,
        site=request.site,
        merchant_id=candidate.standing.merchant_id if candidate else None,
        account=reset.account,
    ).came_from(request)
