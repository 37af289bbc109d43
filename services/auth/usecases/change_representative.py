"""Have another member of a merchant represent it: the office's matter alone."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from machiken import clock, outbox
from machiken.contracts.actor import Actor, Role
from machiken.contracts.auth import (
    AccountNews,
    ChangeRepresentative,
    RepresentativeChanged,
    StaffChanged,
    StaffDisabled,
    StaffUnknown,
)
from machiken.ids import StaffId
from services.auth.domain.account import searchable
from services.auth.domain.audit import Happening
from services.auth.store import members, session_ends, shops, staff
from services.auth.store.members import Member
from services.auth.store.tables import OUTBOX
from services.auth.usecases.staff_acts import (
    Charge,
    charge,
    tell_member,
    write_down,
)


def change_representative(
    tx: Session, request: ChangeRepresentative, actor: Actor
) -> StaffChanged:
    """Return the sessions that ended, of both; the one before is staff from now on.

    Raises `MerchantUnknown`, `StaffUnknown`, `StaffDisabled`.
    """
    held = charge(tx, request.merchant, actor, request.origin)
    shops.lock(tx, held.shop.merchant_id)
    before = members.of_merchant(tx, held.shop.merchant_id)[0]
    assert before.role is Role.REPRESENTATIVE, "a merchant has one, and he is first"
    wanted = _wanted(tx, held, request.login_id, before.staff_id)
    if wanted.staff_id == before.staff_id:
        return StaffChanged(staff_id=wanted.staff_id)
    at = clock.now(tx)
    members.set_role(tx, before, Role.STAFF)
    members.set_role(tx, wanted, Role.REPRESENTATIVE)
    outbox.append(tx, OUTBOX, _changed(held, wanted.staff_id), at=at)
    ended = (
        *session_ends.end_everything(tx, before.staff_id, at=at),
        *session_ends.end_everything(tx, wanted.staff_id, at=at),
    )
    _tell(tx, held, before, wanted, at)
    return StaffChanged(staff_id=wanted.staff_id, ended=ended)


def _wanted(tx: Session, held: Charge, login_id: str, before: StaffId) -> Member:
    found = members.find_by_login_id(tx, searchable(login_id), held.shop.merchant_id)
    if found is None:
        raise StaffUnknown
    staff.lock_both(tx, found.staff_id, before)
    wanted = members.find(tx, found.staff_id, held.shop.merchant_id)
    assert wanted is not None, "nobody leaves a merchant"
    if wanted.disabled_at is not None:
        raise StaffDisabled
    return wanted


def _tell(
    tx: Session, held: Charge, before: Member, wanted: Member, at: datetime
) -> None:
    """Mail both and write both down, each with what he is now."""
    for member, news in (
        (replace(before, role=Role.STAFF), AccountNews.REPRESENTS_NO_MORE),
        (
            replace(wanted, role=Role.REPRESENTATIVE),
            AccountNews.BECAME_REPRESENTATIVE,
        ),
    ):
        tell_member(tx, held, member, news, at=at)
        write_down(tx, held, member, Happening.REPRESENTATIVE_CHANGED, at=at)


def _changed(held: Charge, staff_id: StaffId) -> RepresentativeChanged:
    return RepresentativeChanged(
        campaign_id=held.shop.campaign_id,
        merchant_id=held.shop.merchant_id,
        merchant_name=held.shop.name,
        representative_id=staff_id,
    )
