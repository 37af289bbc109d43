"""What all acts on the office's people share: who may, whom, and what is left of it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from machiken import outbox
from machiken.contracts.actor import OPERATOR, Actor
from machiken.contracts.auth import (
    AccountNews,
    OfficerUnknown,
    Origin,
    Site,
)
from machiken.contracts.bus import NotAllowed
from machiken.ids import IssuerCode, StaffId
from services.auth.domain.account import (
    AccountName,
    account_digest,
    change_digest,
    device_digest,
)
from services.auth.domain.audit import Happening, by_actor
from services.auth.domain.officer_rule import check_act
from services.auth.settings import Keys
from services.auth.store import audit, officers, people, staff
from services.auth.store.officers import Kept
from services.auth.store.tables import OUTBOX


def lock_officer(tx: Session, staff_id: StaffId, actor: Actor) -> Kept:
    """Return whom the act is about; the whole office stays as it is until `tx` ends.

    Raises `OfficerUnknown`, `StaffIsOneself`, and `NotAllowed` for who is not what he
    was any more: two who disable each other at once are not both heard.
    """
    staff.lock_office(tx)
    check_still_stands(tx, actor)
    staff.lock(tx, staff_id)
    officer = officers.find(tx, staff_id)
    if officer is None:
        raise OfficerUnknown
    check_act(actor.staff_id, staff_id)
    return officer


def check_still_stands(tx: Session, actor: Actor) -> None:
    """Do nothing where a token's role still holds. Raises `NotAllowed`.

    A token lives on for a minute after its session was ended.
    """
    if actor.role in OPERATOR:
        return
    assert actor.staff_id is not None, "whoever is signed in is somebody"
    own = officers.find(tx, actor.staff_id)
    if own is None or own.disabled_at or own.role is not actor.role:
        raise NotAllowed


def write_down(
    tx: Session,
    officer: Kept,
    by: tuple[Actor, Origin],
    happening: Happening,
    *,
    at: datetime,
) -> None:
    """Add the act to the audit; what he is now stands beside it."""
    entry = by_actor(happening, by[0], officer.staff_id).came_from(by[1])
    audit.record(tx, replace(entry, detail=officer.role.value), at=at)


def tell_officer(
    tx: Session, officer: Kept, news: AccountNews, *, at: datetime
) -> None:
    """Announce what happened to somebody of the office, so that he is mailed."""
    touched = people.addressee(tx, officer.staff_id).touched(news)
    if news is not AccountNews.OFFICER_DISABLED:
        touched = replace(touched, role=officer.role)
    outbox.append(tx, OUTBOX, touched, at=at)


def accounts_of(officer: Kept, known: Iterable[UUID], keys: Keys) -> Sequence[bytes]:
    """Return under which accounts his failures are counted; `known` are his devices."""
    name = AccountName(
        site=Site.OFFICE,
        issuer_code=IssuerCode(""),
        code="",
        login_id=officer.login_id,
    )
    account = account_digest(keys.digests, name)
    on_devices = [device_digest(account, device) for device in known]
    return [account, *on_devices, change_digest(keys.digests, officer.staff_id)]
