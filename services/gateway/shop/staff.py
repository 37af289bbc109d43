"""スタッフ管理: who works here; each person has a page, each act its confirmation."""

from enum import StrEnum
from typing import Final, assert_never
from uuid import UUID

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from machiken.contracts.actor import Role
from machiken.contracts.auth import (
    ChangeStaffRole,
    DisableStaff,
    EnableStaff,
    PasswordChosen,
    ResendPassword,
    ResendWaits,
    StaffChanged,
    StaffDisabled,
    StaffList,
    StaffMember,
    StaffQuery,
    StaffUnknown,
    UnlockStaff,
    people_verbs,
)
from machiken.ids import StaffId
from machiken.refusals import Refusal
from services.gateway import devices, forms, sessions
from services.gateway.backends import backends
from services.gateway.pages import page
from services.gateway.refusals import FormMalformed
from services.gateway.shop.blueprint import shop
from services.gateway.sign_in_pages import UNFILLED

SHOWN: Final = (*UNFILLED, PasswordChosen, ResendWaits, StaffDisabled)


class Act(StrEnum):
    """What may be done about somebody; the last part of the page's address."""

    DISABLE = "disable"
    ENABLE = "enable"
    ROLE = "role"
    RESEND = "resend"
    UNLOCK = "unlock"


@shop.get("/staff")
def staff() -> ResponseReturnValue:
    """Show who belongs to the merchant."""
    return page("shop/staff.html", staff=_staff())


@shop.get("/staff/<uuid:staff_id>")
def staff_member(staff_id: UUID) -> ResponseReturnValue:
    """Show one of them, with what may be done."""
    found = _staff()
    return page(
        "shop/staff_member.html",
        member=_member(found, staff_id),
        roles=found.roles_to_give,
        done=request.args.get("done", ""),
    )


@shop.get("/staff/<uuid:staff_id>/<act>")
def staff_act(staff_id: UUID, act: str) -> ResponseReturnValue:
    """Say what the act will do, and ask once more."""
    return _confirmation(staff_id, _act(act), None)


@shop.post("/staff/<uuid:staff_id>/<act>")
def do_staff_act(staff_id: UUID, act: str) -> ResponseReturnValue:
    """Do it; sessions that it ends are over at once."""
    wanted = _act(act)
    try:
        changed = _done(StaffId(staff_id), wanted)
    except SHOWN as refusal:
        return _confirmation(staff_id, wanted, refusal)
    sessions.cache().forget_ended(changed.ended)
    address = url_for("shop.staff_member", staff_id=staff_id, done=wanted.value)
    return redirect(address, code=303)


def _done(staff_id: StaffId, act: Act) -> StaffChanged:
    call, origin = backends().call, devices.origin()
    match act:
        case Act.DISABLE:
            off = DisableStaff(staff_id=staff_id, origin=origin)
            return call(people_verbs.DISABLE_STAFF, off)
        case Act.ENABLE:
            again = EnableStaff(staff_id=staff_id, origin=origin)
            return call(people_verbs.ENABLE_STAFF, again)
        case Act.ROLE:
            other = ChangeStaffRole(staff_id=staff_id, role=role(), origin=origin)
            return call(people_verbs.CHANGE_STAFF_ROLE, other)
        case Act.RESEND:
            resent = ResendPassword(staff_id=staff_id, origin=origin)
            return call(people_verbs.RESEND_PASSWORD, resent)
        case Act.UNLOCK:
            unlocked = UnlockStaff(staff_id=staff_id, origin=origin)
            return call(people_verbs.UNLOCK_STAFF, unlocked)
        case _:
            assert_never(act)


def role() -> Role:
    """Return the role that a form names. Raises `FieldMissing`, `FormMalformed`."""
    try:
        return Role(forms.text(request.form, "role"))
    except ValueError as error:
        raise FormMalformed(field="role") from error


def _confirmation(
    staff_id: UUID, act: Act, refusal: Refusal | None
) -> ResponseReturnValue:
    found = _staff()
    return page(
        "shop/staff_act.html",
        refusal,
        member=_member(found, staff_id),
        roles=found.roles_to_give,
        act=act.value,
    )


def _act(text: str) -> Act:
    return Act(text) if text in set(Act) else abort(404)


def _staff() -> StaffList:
    return backends().call(people_verbs.STAFF, StaffQuery())


def _member(found: StaffList, staff_id: UUID) -> StaffMember:
    for each in found.members:
        if each.staff_id == staff_id:
            return each
    raise StaffUnknown
