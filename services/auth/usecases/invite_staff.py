"""Give somebody an account at a merchant, or make a colleague a member of it too."""

from datetime import datetime
from uuid import uuid4

from sqlalchemy.orm import Session

from machiken import clock, outbox
from machiken.contracts.actor import Actor
from machiken.contracts.auth import (
    AccountNews,
    InviteStaff,
    LoginIdTaken,
    Site,
    StaffMemberAlready,
    StaffWelcomed,
)
from machiken.ids import StaffId
from services.auth.domain.audit import Happening
from services.auth.domain.initial_password import InitialPassword
from services.auth.domain.mail_address import masked
from services.auth.domain.registration import checked_invitation
from services.auth.domain.staff_rule import check_gift, check_room
from services.auth.domain.standing import Standing
from services.auth.store import campaigns, invitations, members, staff
from services.auth.store.members import Member
from services.auth.store.staff import Person
from services.auth.store.tables import OUTBOX
from services.auth.usecases.staff_acts import (
    Charge,
    charge,
    check_still_stands,
    tell_member,
    write_down,
)


def invite_staff(
    tx: Session, request: InviteStaff, actor: Actor, initial: InitialPassword
) -> StaffWelcomed:
    """Return who belongs to the merchant, now or by the same request before.

    `initial` is for somebody new. Raises `RegistrationMalformed`, `LoginIdTaken` where
    another person has the login id, `StaffFull`, `StaffMemberAlready`,
    `StaffAboveOneself`, `MerchantUnknown`, `StaffManagementOff`, `NotAllowed`.
    """
    wanted = checked_invitation(request)
    held = charge(tx, wanted.merchant, actor, wanted.origin)
    check_gift(held.acting, wanted.role)
    # As registrations of merchants do: two of them can't both invent the login id.
    campaigns.lock(tx, held.shop.issuer_code)
    check_still_stands(tx, held)
    person = staff.find(tx, held.shop.company_id, wanted.login_id)
    if person is None:
        return _new(tx, held, wanted, initial)
    if person.email.casefold() != wanted.email.casefold():
        raise LoginIdTaken
    return _colleague(tx, held, wanted, person)


def _new(
    tx: Session, held: Charge, wanted: InviteStaff, initial: InitialPassword
) -> StaffWelcomed:
    at = clock.now(tx)
    person = Person(
        staff_id=StaffId(uuid4()),
        company_id=held.shop.company_id,
        office_role=None,
        login_id=wanted.login_id,
        name=wanted.name,
        email=wanted.email,
    )
    expires_at = staff.record(tx, person, initial, at=at)
    member = _joined(tx, held, wanted, person.staff_id, at)
    standing = Standing(
        staff_id=person.staff_id,
        site=Site.SHOP,
        role=wanted.role,
        merchant_id=held.shop.merchant_id,
        company_id=None,
    )
    invited = invitations.of(tx, standing, initial, expires_at)
    outbox.append(tx, OUTBOX, invited, at=at)
    write_down(tx, held, member, Happening.STAFF_INVITED, at=at)
    return _welcomed(member, is_new=True)


def _colleague(
    tx: Session, held: Charge, wanted: InviteStaff, person: Person
) -> StaffWelcomed:
    at = clock.now(tx)
    earlier = members.find(tx, person.staff_id, held.shop.merchant_id)
    if earlier is not None:
        if earlier.disabled_at is not None or earlier.role is not wanted.role:
            raise StaffMemberAlready
        return _welcomed(earlier, is_new=False)
    member = _joined(tx, held, wanted, person.staff_id, at)
    tell_member(tx, held, member, AccountNews.STAFF_JOINED, at=at)
    write_down(tx, held, member, Happening.STAFF_JOINED, at=at)
    return _welcomed(member, is_new=False)


def _joined(
    tx: Session, held: Charge, wanted: InviteStaff, staff_id: StaffId, at: datetime
) -> Member:
    check_room(len(members.of_merchant(tx, held.shop.merchant_id)))
    staff.join(tx, staff_id, held.shop.merchant_id, wanted.role, at=at)
    member = members.find(tx, staff_id, held.shop.merchant_id)
    assert member is not None, "he has just joined"
    return member


def _welcomed(member: Member, *, is_new: bool) -> StaffWelcomed:
    return StaffWelcomed(
        staff_id=member.staff_id, masked_email=masked(member.email), is_new=is_new
    )
