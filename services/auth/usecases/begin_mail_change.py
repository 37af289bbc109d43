"""Begin to change one's mail address: the password now, a code at the new address then.

Two transactions with the slow look at the password between them, as for a password's
change: `open_mail_change`, then the door verifies, then `begin_mail_change`.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from sqlalchemy.orm import Session

from machiken import clock, outbox
from machiken.contracts.actor import Actor
from machiken.contracts.auth import (
    BeginMailChange,
    MailChangeAsked,
    MailChangeBegun,
    MailChangeWaits,
    MailUnchanged,
    PasswordWrong,
    RegistrationMalformed,
    SignInLocked,
)
from machiken.refusals import Refusal
from services.auth.domain import lock, mail_change, reset_code
from services.auth.domain.account import Password, address_of, change_digest
from services.auth.domain.audit import Happening, by_actor
from services.auth.domain.mail_address import is_mail_address, masked
from services.auth.settings import Keys
from services.auth.store import attempts, audit, mail_changes, passwords, staff
from services.auth.store.mail_changes import MailChange
from services.auth.store.tables import OUTBOX
from services.auth.usecases.own_data import represented


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A change that waits for the slow look at the password."""

    attempt_id: int
    present: Password


def open_mail_change(
    tx: Session, request: BeginMailChange, actor: Actor, keys: Keys
) -> Asked:
    """Count a try at the present password, as for a password's change.

    Raises `RegistrationMalformed`, `MailUnchanged`, `MailChangeWaits`, `SignInLocked`,
    `RepresentativeChangeOff`, `NotAllowed`.
    """
    _, own = represented(tx, actor)
    if not is_mail_address(request.email):
        raise RegistrationMalformed(field="email")
    if own.email == request.email:
        raise MailUnchanged
    account = change_digest(keys.digests, own.staff_id)
    attempts.lock(tx, account)
    at = clock.now(tx)
    _check_pace(tx, account, actor, at)
    address = address_of(request.origin.address)
    return Asked(
        attempt_id=attempts.record(tx, account, address, at=at),
        present=passwords.history(tx, own.staff_id)[0],
    )


def begin_mail_change(
    tx: Session,
    request: BeginMailChange,
    actor: Actor,
    asked: Asked,
    keys: Keys | None,
) -> MailChangeBegun | Refusal:
    """Return where the code goes, or `PasswordWrong`; that is written down.

    `keys` are None where the password was not proven.
    """
    shop, own = represented(tx, actor)
    at = clock.now(tx)
    told = by_actor(Happening.MAIL_CHANGE_BEGUN, actor, own.staff_id)
    told = told.came_from(request.origin)
    same = staff.lock_present(tx, own.staff_id, asked.present.password_id)
    if keys is None or not same:
        refused = replace(told, happening=Happening.MAIL_CHANGE_REFUSED)
        audit.record(tx, replace(refused, detail=PasswordWrong.code), at=at)
        return PasswordWrong()
    attempts.forgive(tx, asked.attempt_id)
    code, change_id = reset_code.new(), uuid4()
    change = MailChange(
        mail_change_id=change_id,
        email=request.email,
        code_digest=reset_code.digest(keys.digests, change_id, code),
        tries=0,
        expires_at=at + mail_change.LIFE,
    )
    mail_changes.record(tx, own.staff_id, change, at=at)
    mailed = MailChangeAsked(
        staff_id=own.staff_id,
        email=request.email,
        login_id=own.login_id,
        campaign_id=shop.campaign_id,
        place_name=shop.name,
        code=keys.letters.seal(code),
        expires_at=change.expires_at,
    )
    outbox.append(tx, OUTBOX, mailed, at=at)
    audit.record(tx, told, at=at)
    return MailChangeBegun(
        masked_email=masked(request.email), expires_at=change.expires_at
    )


def _check_pace(tx: Session, account: bytes, actor: Actor, at: datetime) -> None:
    assert actor.staff_id is not None, "whoever is signed in is somebody"
    until = lock.locked_until(attempts.failures(tx, account, at=at), at)
    if until is not None:
        raise SignInLocked(until=until.isoformat())
    next_at = mail_change.next_at(mail_changes.begun(tx, actor.staff_id, at=at))
    if next_at is not None:
        raise MailChangeWaits(until=next_at.isoformat())
