"""代表者情報変更: what is registered of the representative; he changes his name."""

from dataclasses import replace

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.actor import Actor, Role
from machiken.contracts.auth import (
    ChangeOwnName,
    OwnData,
    OwnNameChanged,
    RepresentativeChangeOff,
)
from machiken.contracts.bus import NotAllowed
from services.auth.domain.audit import Happening, by_actor
from services.auth.domain.registration import checked_name
from services.auth.store import audit, members, session_ends, shops, staff
from services.auth.store.members import Member
from services.auth.store.shops import Shop


def show_own_data(tx: Session, actor: Actor) -> OwnData:
    """Return it. Raises `RepresentativeChangeOff`, `NotAllowed`."""
    shop, own = represented(tx, actor)
    return OwnData(
        name=own.name,
        email=own.email,
        login_id=own.login_id,
        merchant_code=shop.merchant_code,
        merchant_name=shop.name,
        company_code=shop.company_code,
        company_name=shop.company_name,
    )


def change_own_name(
    tx: Session, request: ChangeOwnName, actor: Actor
) -> OwnNameChanged:
    """Return the sessions that show the old name; they go on.

    Raises `RegistrationMalformed`, `RepresentativeChangeOff`, `NotAllowed`.
    """
    name = checked_name(request.name)
    _, own = represented(tx, actor)
    if own.name == name:
        return OwnNameChanged()
    at = clock.now(tx)
    staff.set_name(tx, own.staff_id, name)
    entry = by_actor(Happening.NAME_CHANGED, actor, own.staff_id)
    audit.record(tx, replace(entry, detail=name).came_from(request.origin), at=at)
    return OwnNameChanged(ended=tuple(session_ends.open_of(tx, own.staff_id, at=at)))


def represented(tx: Session, actor: Actor) -> tuple[Shop, Member]:
    """Return the merchant and who represents it; he stays so until `tx` ends.

    Raises `RepresentativeChangeOff` where the campaign leaves it to the office,
    `NotAllowed` for who represents it no more.
    """
    assert actor.staff_id is not None, "whoever is signed in is somebody"
    assert actor.merchant_id is not None, "a till has its merchant"
    shop = shops.get(tx, actor.merchant_id)
    if not shop.has("representative_change"):
        raise RepresentativeChangeOff
    staff.lock(tx, actor.staff_id)
    own = members.find(tx, actor.staff_id, actor.merchant_id)
    if own is None or own.role is not Role.REPRESENTATIVE:
        raise NotAllowed
    return shop, own
