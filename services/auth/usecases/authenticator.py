"""One's own authenticator: see it, begin one, confirm it by its first digits.

Behind a proof of the password that is a few minutes old at most; the door asks for it.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from machiken import clock, outbox
from machiken.contracts.actor import Actor
from machiken.contracts.auth import (
    BEGIN_AUTHENTICATOR,
    AccountNews,
    AuthenticatorBegun,
    AuthenticatorConfirmed,
    AuthenticatorExpired,
    AuthenticatorNotConfirmed,
    AuthenticatorOnAlready,
    AuthenticatorView,
    BeginAuthenticator,
    ConfirmAuthenticator,
)
from machiken.ids import StaffId
from services.auth.domain import authenticator, browser_secret, recovery_code
from services.auth.domain.audit import Happening, by_actor
from services.auth.settings import Keys
from services.auth.store import (
    audit,
    authenticators,
    people,
    session_ends,
    sign_ins,
    staff,
)
from services.auth.store.authenticators import Authenticator
from services.auth.store.tables import OUTBOX


def show_authenticator(tx: Session, actor: Actor) -> AuthenticatorView:
    """Return since when the actor signs in by an app, and what is left of the codes."""
    staff_id = _his(actor)
    found = authenticators.confirmed(tx, staff_id)
    return AuthenticatorView(
        since=found.confirmed_at if found else None,
        codes_left=authenticators.codes_left(tx, staff_id),
        may_begin=actor.role in BEGIN_AUTHENTICATOR.roles,
    )


def begin_authenticator(
    tx: Session, _request: BeginAuthenticator, actor: Actor, keys: Keys
) -> AuthenticatorBegun:
    """Return the secret for the actor's app, new or the one that waits already.

    Raises `AuthenticatorOnAlready`.
    """
    staff_id = _his(actor)
    staff.lock(tx, staff_id)
    at = clock.now(tx)
    found = authenticators.find(tx, staff_id)
    if found is not None and found.confirmed_at is not None:
        raise AuthenticatorOnAlready
    if found is not None and _waits(found, at):
        return _begun(tx, keys.authenticators.open(found.sealed_secret), actor, found)
    secret = authenticator.new_secret()
    sealed = keys.authenticators.seal(secret)
    authenticators.begin(tx, staff_id, sealed, at=at)
    waiting = authenticators.find(tx, staff_id)
    assert waiting is not None, "it was just begun"
    return _begun(tx, secret, actor, waiting)


def confirm_authenticator(
    tx: Session, request: ConfirmAuthenticator, actor: Actor, keys: Keys
) -> AuthenticatorConfirmed:
    """Return the recovery codes; the actor's other sessions end, the app is asked for.

    Raises `AuthenticatorOnAlready`, `AuthenticatorExpired`,
    `AuthenticatorNotConfirmed`.
    """
    staff_id = _his(actor)
    staff.lock(tx, staff_id)
    at = clock.now(tx)
    step = _first_step(tx, staff_id, request.digits, keys, at)
    authenticators.confirm(tx, staff_id, step, at=at)
    codes = recovery_code.new_ones()
    digests = [recovery_code.digest(each) for each in codes]
    authenticators.give_codes(tx, staff_id, digests)
    sign_ins.void(tx, staff_id, at=at)
    mine = browser_secret.digest(request.session_secret)
    ended = session_ends.end_all(tx, staff_id, but=mine, at=at)
    news = people.addressee(tx, staff_id).touched(AccountNews.AUTHENTICATOR_ADDED)
    outbox.append(tx, OUTBOX, news, at=at)
    told = by_actor(Happening.AUTHENTICATOR_ADDED, actor, staff_id)
    audit.record(tx, told.came_from(request.origin), at=at)
    return AuthenticatorConfirmed(recovery_codes=tuple(codes), ended=tuple(ended))


def _first_step(
    tx: Session, staff_id: StaffId, digits: str, keys: Keys, at: datetime
) -> int:
    found = authenticators.find(tx, staff_id)
    if found is not None and found.confirmed_at is not None:
        raise AuthenticatorOnAlready
    if found is None or not _waits(found, at):
        raise AuthenticatorExpired
    secret = keys.authenticators.open(found.sealed_secret)
    step = authenticator.step_of(secret, digits, at=clock.unmoved(tx), after=None)
    if step is None:
        raise AuthenticatorNotConfirmed
    return step


def _begun(
    tx: Session, secret: str, actor: Actor, waiting: Authenticator
) -> AuthenticatorBegun:
    place_name = people.addressee(tx, waiting.staff_id).place_name
    return AuthenticatorBegun(
        secret=secret,
        address=authenticator.address(secret, actor.login_id, place_name),
        expires_at=waiting.begun_at + authenticator.LIFE,
    )


def _waits(found: Authenticator, at: datetime) -> bool:
    return at < found.begun_at + authenticator.LIFE


def _his(actor: Actor) -> StaffId:
    assert actor.staff_id is not None, "whoever is signed in is somebody"
    return actor.staff_id
