"""Choose a new password after the mailed code was right; all sessions end.

In two transactions, as for a change: `open_finish`, the slow looks, `finish_reset`.
Nobody comes in by it: the next sign-in asks for the new password and a mailed number.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from machiken import clock, outbox
from machiken.contracts.actor import NOBODY
from machiken.contracts.auth import (
    AccountNews,
    FinishReset,
    PasswordChanged,
    ResetExpired,
)
from machiken.ids import StaffId
from services.auth.domain import browser_secret
from services.auth.domain.audit import AuditEntry, Happening
from services.auth.domain.new_password import Chosen, choose
from services.auth.domain.password import PasswordRule
from services.auth.store import (
    attempts,
    audit,
    devices,
    passwords,
    people,
    resets,
    session_ends,
    staff,
)
from services.auth.store.resets import Reset
from services.auth.store.tables import OUTBOX


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """What the new password must differ from."""

    words: Sequence[str]
    used: Sequence[str]


def open_finish(tx: Session, request: FinishReset) -> Replacement:
    """Return what the new password must differ from. Raises `ResetExpired`."""
    _, staff_id = _proven(tx, request)
    return Replacement(
        words=passwords.common_knowledge(tx, staff_id),
        used=[each.hash for each in passwords.history(tx, staff_id)],
    )


def chosen(
    request: FinishReset, replacement: Replacement, rule: PasswordRule
) -> Chosen:
    """Return the new password as it is kept, or why it may not be. Slow."""
    return choose(
        request.new_password,
        rule=rule,
        words=replacement.words,
        used=replacement.used,
    )


def finish_reset(tx: Session, request: FinishReset, new: Chosen) -> PasswordChanged:
    """Return the sessions that ended. Raises what `new` says, `ResetExpired`.

    A password that is refused leaves the reset as it was: another may be tried.
    """
    if new.refusal is not None:
        raise new.refusal
    at = clock.now(tx)
    reset, staff_id = _proven(tx, request)
    staff.lock(tx, staff_id)
    resets.use(tx, reset.reset_id, at=at)
    passwords.replace(tx, staff_id, new.hash, at=at)
    attempts.forgive_all(tx, [reset.account])  # they were at another password
    devices.forget(tx, staff_id)
    ended = session_ends.end_all(tx, staff_id, but=None, at=at)
    news = people.addressee(tx, staff_id).touched(AccountNews.PASSWORD_RESET)
    outbox.append(tx, OUTBOX, news, at=at)
    entry = AuditEntry(
        happening=Happening.PASSWORD_RESET,
        actor_role=NOBODY.role,
        actor=str(staff_id),
        staff_id=staff_id,
    ).came_from(request)
    audit.record(tx, entry, at=at)
    return PasswordChanged(ended=tuple(ended))


def _proven(tx: Session, request: FinishReset) -> tuple[Reset, StaffId]:
    digest = browser_secret.digest(request.reset_secret)
    reset = resets.find_proven(tx, digest, at=clock.now(tx))
    if reset is None or reset.staff_id is None:
        raise ResetExpired
    return reset, reset.staff_id
