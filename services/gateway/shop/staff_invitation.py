"""スタッフの登録: somebody gets an account here; the first password goes by mail."""

from typing import Final

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from machiken.contracts.auth import (
    InviteStaff,
    LoginIdTaken,
    RegistrationMalformed,
    StaffFull,
    StaffMemberAlready,
    StaffQuery,
    people_verbs,
)
from machiken.refusals import Refusal
from services.gateway import devices, forms
from services.gateway.backends import backends
from services.gateway.pages import page
from services.gateway.shop.blueprint import shop
from services.gateway.shop.staff import role
from services.gateway.sign_in_pages import UNFILLED

FIELDS: Final = ("name", "login_id", "email", "role")
SHOWN: Final = (
    *UNFILLED,
    LoginIdTaken,
    RegistrationMalformed,
    StaffFull,
    StaffMemberAlready,
)


@shop.get("/staff/new")
def new_staff() -> ResponseReturnValue:
    """Ask who it is."""
    return _ask(None)


@shop.post("/staff/new")
def invite_staff() -> ResponseReturnValue:
    """Have the account made, and the mail sent."""
    try:
        wanted = InviteStaff(
            name=forms.text(request.form, "name"),
            login_id=forms.text(request.form, "login_id"),
            email=forms.text(request.form, "email"),
            role=role(),
            origin=devices.origin(),
        )
        welcomed = backends().call(people_verbs.INVITE_STAFF, wanted)
    except SHOWN as refusal:
        return _ask(refusal)
    done = "invited" if welcomed.is_new else "joined"
    address = url_for("shop.staff_member", staff_id=welcomed.staff_id, done=done)
    return redirect(address, code=303)


def _ask(refusal: Refusal | None) -> ResponseReturnValue:
    found = backends().call(people_verbs.STAFF, StaffQuery())
    return page(
        "shop/new_staff.html",
        refusal,
        roles=found.roles_to_give,
        typed={name: request.form.get(name, "") for name in FIELDS},
    )
