"""Change one's password; every other session of the person ends.

Two transactions with the slow looks between them, as for a sign-in: `open_change`,
then the door verifies and hashes, then `change_password`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from machiken import clock, outbox
from machiken.contracts.actor import Actor
from machiken.contracts.auth import (
    AccountNews,
    ChangePassword,
    PasswordChanged,
    PasswordWrong,
    SignInLocked,
)
from machiken.ids import StaffId
from machiken.refusals import Refusal
from services.auth.domain import browser_secret, lock, password_hash
from services.auth.domain.account import Password, address_of, change_digest
from services.auth.domain.audit import Happening, by_actor
from services.auth.domain.new_password import Chosen, choose
from services.auth.domain.password import PasswordRule
from services.auth.settings import Keys
from services.auth.store import (
    attempts,
    audit,
    passwords,
    people,
    proofs,
    session_ends,
    staff,
)
from services.auth.store.tables import OUTBOX


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change that waits for the slow looks at the old password and the new."""

    staff_id: StaffId
    attempt_id: int
    history: Sequence[Password]
    words: Sequence[str]

    @property
    def present(self) -> Password:
        """The password that must be proven."""
        return self.history[0]

    @property
    def used(self) -> list[str]:
        """The hashes of the passwords that may not come back."""
        return [each.hash for each in self.history]


def open_change(
    tx: Session, request: ChangePassword, actor: Actor, keys: Keys
) -> Change:
    """Count a try at the present password. Raises `SignInLocked`.

    Counted as at a sign-in: whoever finds a till signed in may not guess for long.
    """
    assert actor.staff_id is not None, "whoever is signed in is somebody"
    account = change_digest(keys.digests, actor.staff_id)
    attempts.lock(tx, account)
    at = clock.now(tx)
    until = lock.locked_until(attempts.failures(tx, account, at=at), at)
    if until is not None:
        raise SignInLocked(until=until.isoformat())
    address = address_of(request.address)
    return Change(
        staff_id=actor.staff_id,
        attempt_id=attempts.record(tx, account, address, at=at),
        history=passwords.history(tx, actor.staff_id),
        words=passwords.common_knowledge(tx, actor.staff_id),
    )


def chosen(request: ChangePassword, change: Change, rule: PasswordRule) -> Chosen:
    """Return the new password as it is kept, or why it may not be. Slow."""
    if not password_hash.is_right(change.present.hash, request.password):
        return Chosen(refusal=PasswordWrong())
    return choose(request.new_password, rule=rule, words=change.words, used=change.used)


def change_password(
    tx: Session, request: ChangePassword, actor: Actor, change: Change, new: Chosen
) -> PasswordChanged | Refusal:
    """Return the sessions that ended, or why the password stays as it is.

    `new` carries `PasswordWrong` where the present one was not proven. Refusals
    are returned, because the try is written down.
    """
    at = clock.now(tx)
    refusal = new.refusal
    if not staff.lock_present(tx, change.staff_id, change.present.password_id):
        refusal = PasswordWrong()
    told = by_actor(Happening.PASSWORD_CHANGE_REFUSED, actor, change.staff_id)
    told = told.came_from(request)
    if not isinstance(refusal, PasswordWrong):
        attempts.forgive(tx, change.attempt_id)
    if refusal is not None:
        audit.record(tx, replace(told, detail=refusal.code), at=at)
        return refusal
    passwords.replace(tx, change.staff_id, new.hash, at=at)
    mine = browser_secret.digest(request.session_secret)
    ended = session_ends.end_all(tx, change.staff_id, but=mine, at=at)
    secret = proofs.record(tx, change.staff_id, mine, at=at)
    news = people.addressee(tx, change.staff_id).touched(AccountNews.PASSWORD_CHANGED)
    outbox.append(tx, OUTBOX, news, at=at)
    told = replace(told, happening=Happening.PASSWORD_CHANGED)
    audit.record(tx, told, at=at)
    return PasswordChanged(ended=tuple(ended), session_secret=secret)
