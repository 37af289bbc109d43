"""Have somebody's numbers mailed again: by himself, or by the office who knows him."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from machiken import clock, outbox
from machiken.contracts.actor import OPERATOR, Actor, Role
from machiken.contracts.auth import (
    AccountNews,
    AccountUnknown,
    AuthenticatorRemoved,
    EndedSession,
    Origin,
    RemoveAuthenticator,
    RemoveOwnAuthenticator,
    Site,
)
from machiken.contracts.bus import NotAllowed
from machiken.ids import StaffId
from services.auth.domain import browser_secret
from services.auth.domain.audit import Happening, by_actor
from services.auth.store import (
    accounts,
    audit,
    authenticators,
    people,
    session_ends,
    sign_ins,
    staff,
)
from services.auth.store.tables import OUTBOX


def remove_own_authenticator(
    tx: Session, request: RemoveOwnAuthenticator, actor: Actor
) -> AuthenticatorRemoved:
    """Return the actor's sessions that ended: all but this one."""
    assert actor.staff_id is not None, "whoever is signed in is somebody"
    mine = browser_secret.digest(request.session_secret)
    ended = _removed(tx, actor.staff_id, actor, request.origin, but=mine)
    return AuthenticatorRemoved(ended=tuple(ended))


def remove_authenticator(
    tx: Session, request: RemoveAuthenticator, actor: Actor
) -> AuthenticatorRemoved:
    """Return the sessions that ended: all of whom it is about.

    Raises `AccountUnknown`, and `NotAllowed` where a clerk means a colleague.
    """
    look_after(request.site, actor)
    candidate = accounts.find(tx, request)
    if candidate is None:
        raise AccountUnknown
    staff_id = candidate.standing.staff_id
    ended = _removed(tx, staff_id, actor, request.origin, but=None)
    return AuthenticatorRemoved(ended=tuple(ended))


def look_after(site: Site, actor: Actor) -> None:
    """Do nothing where the actor may look after such accounts. Raises `NotAllowed`.

    The office's own are its administrators' and the operator's.
    """
    if site is Site.OFFICE and actor.role not in OPERATOR | {Role.OFFICE_ADMINISTRATOR}:
        raise NotAllowed


def _removed(
    tx: Session, staff_id: StaffId, actor: Actor, origin: Origin, *, but: bytes | None
) -> list[EndedSession]:
    staff.lock(tx, staff_id)
    at = clock.now(tx)
    if not authenticators.remove(tx, staff_id):
        return []
    sign_ins.void(tx, staff_id, at=at)
    ended = session_ends.end_all(tx, staff_id, but=but, at=at)
    _tell(tx, staff_id, actor, origin, at)
    return ended


def _tell(
    tx: Session, staff_id: StaffId, actor: Actor, origin: Origin, at: datetime
) -> None:
    news = people.addressee(tx, staff_id).touched(AccountNews.AUTHENTICATOR_REMOVED)
    outbox.append(tx, OUTBOX, news, at=at)
    told = by_actor(Happening.AUTHENTICATOR_REMOVED, actor, staff_id)
    if actor.staff_id != staff_id:
        told = replace(told, merchant_id=None)
    audit.record(tx, told.came_from(origin), at=at)
