"""Prove the mailbox of a forgotten password by the mailed code."""

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.actor import NOBODY
from machiken.contracts.auth import (
    ProveReset,
    ResetCodeWrong,
    ResetExpired,
    ResetProven,
)
from machiken.refusals import Refusal
from services.auth.domain import browser_secret, reset_code
from services.auth.domain.audit import AuditEntry, Happening
from services.auth.domain.reset_code import TRIES_MAX
from services.auth.settings import Keys
from services.auth.store import audit, resets
from services.auth.store.resets import Reset


def prove_reset(tx: Session, request: ProveReset, keys: Keys) -> ResetProven | Refusal:
    """Return until when a new password may be chosen, or `ResetCodeWrong`.

    Returned, because the try stays used up. Raises `ResetExpired`.
    """
    at = clock.now(tx)
    digest = browser_secret.digest(request.reset_secret)
    reset = resets.use_up_a_try(tx, digest, at=at)
    if reset is None:
        raise ResetExpired
    typed = request.reset_code
    right = reset_code.is_right(reset.code_digest, keys.digests, reset.reset_id, typed)
    if right and reset.staff_id is not None:
        resets.prove(tx, reset.reset_id, at=at)
        return ResetProven(expires_at=reset.expires_at)
    audit.record(tx, _entry(request, reset), at=at)
    return ResetCodeWrong(tries_left=str(TRIES_MAX - reset.tries))


def _entry(request: ProveReset, reset: Reset) -> AuditEntry:
    return AuditEntry(
        happening=Happening.RESET_CODE_WRONG,
        actor_role=NOBODY.role,
        actor=NOBODY.subject,
        staff_id=reset.staff_id,
        account=reset.account,
        detail=f"{reset.tries}/{TRIES_MAX}",
    ).came_from(request)
