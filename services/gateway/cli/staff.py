"""`machiken staff`: look after a merchant's people in the office's name."""

from collections.abc import Iterator
from typing import Final, TypeVar

import click

from machiken.contracts.actor import Role
from machiken.contracts.auth import (
    ChangeStaffRole,
    DisableStaff,
    EnableStaff,
    InviteStaff,
    MerchantRef,
    RemoveAuthenticator,
    ResendPassword,
    Site,
    StaffChanged,
    StaffList,
    StaffQuery,
    StaffUnknown,
    UnlockStaff,
    authenticator_verbs,
    people_verbs,
)
from machiken.contracts.verbs import Verb
from machiken.ids import IssuerCode, MerchantCode, StaffId
from services.gateway.cli.answering import Commands, as_json, issuer, show
from services.gateway.cli.operator import operator

Request = TypeVar("Request")

ROLES: Final = click.Choice([Role.MANAGER.value, Role.STAFF.value])

merchant = click.option("--code", required=True, help="The merchant's 3 characters.")
login_id = click.option("--login-id", required=True)
role = click.option("--role", type=ROLES, default=Role.STAFF.value)


@click.group(cls=Commands)
def staff() -> None:
    """Look after the people of a merchant, whatever its campaign leaves to itself."""


@staff.command("list")
@issuer
@merchant
@as_json
def list_staff(issuer_code: str, code: str, *, as_json: bool) -> None:
    """List who belongs to the merchant."""
    found = _listed(_ref(issuer_code, code))
    show(found, _lines(found), to_machine=as_json)


@staff.command("invite")
@issuer
@merchant
@login_id
@click.option("--name", required=True)
@click.option("--email", required=True)
@role
@as_json
def invite(issuer_code: str, code: str, *, as_json: bool, **typed: str) -> None:
    """Give somebody an account; the same again changes nothing."""
    wanted = InviteStaff(
        merchant=_ref(issuer_code, code),
        login_id=typed["login_id"],
        name=typed["name"],
        email=typed["email"],
        role=Role(typed["role"]),
    )
    welcomed = operator().call(people_verbs.INVITE_STAFF, wanted)
    said = "new account" if welcomed.is_new else "had an account"
    lines = [f"{welcomed.staff_id}  {welcomed.masked_email}  {said}"]
    show(welcomed, lines, to_machine=as_json)


@staff.command("disable")
@issuer
@merchant
@login_id
@as_json
def disable(issuer_code: str, code: str, login_id: str, *, as_json: bool) -> None:
    """Let somebody come in no more; all his sessions end."""
    ref = _ref(issuer_code, code)
    wanted = DisableStaff(staff_id=_meant(ref, login_id), merchant=ref)
    _do(people_verbs.DISABLE_STAFF, wanted, as_json=as_json)


@staff.command("enable")
@issuer
@merchant
@login_id
@as_json
def enable(issuer_code: str, code: str, login_id: str, *, as_json: bool) -> None:
    """Let somebody come in again."""
    ref = _ref(issuer_code, code)
    wanted = EnableStaff(staff_id=_meant(ref, login_id), merchant=ref)
    _do(people_verbs.ENABLE_STAFF, wanted, as_json=as_json)


@staff.command("role")
@issuer
@merchant
@login_id
@click.option("--role", type=ROLES, required=True)
@as_json
def change_role(issuer_code: str, code: str, *, as_json: bool, **typed: str) -> None:
    """Make somebody a manager or a member of staff; all his sessions end."""
    ref = _ref(issuer_code, code)
    staff_id = _meant(ref, typed["login_id"])
    wanted = ChangeStaffRole(staff_id=staff_id, merchant=ref, role=Role(typed["role"]))
    _do(people_verbs.CHANGE_STAFF_ROLE, wanted, as_json=as_json)


@staff.command("resend")
@issuer
@merchant
@login_id
@as_json
def resend(issuer_code: str, code: str, login_id: str, *, as_json: bool) -> None:
    """Send a new initial password to somebody who has not chosen his own."""
    ref = _ref(issuer_code, code)
    wanted = ResendPassword(staff_id=_meant(ref, login_id), merchant=ref)
    _do(people_verbs.RESEND_PASSWORD, wanted, as_json=as_json)


@staff.command("unlock")
@issuer
@merchant
@login_id
@as_json
def unlock(issuer_code: str, code: str, login_id: str, *, as_json: bool) -> None:
    """End the rest that follows on too many failures."""
    ref = _ref(issuer_code, code)
    wanted = UnlockStaff(staff_id=_meant(ref, login_id), merchant=ref)
    _do(people_verbs.UNLOCK_STAFF, wanted, as_json=as_json)


@staff.command("remove-authenticator")
@issuer
@merchant
@login_id
@as_json
def remove_authenticator(
    issuer_code: str, code: str, login_id: str, *, as_json: bool
) -> None:
    """Mail somebody's numbers again who lost his phone; all sessions end."""
    wanted = RemoveAuthenticator(
        site=Site.SHOP,
        issuer_code=IssuerCode(issuer_code),
        code=code,
        login_id=login_id,
    )
    removed = operator().call(authenticator_verbs.REMOVE_AUTHENTICATOR, wanted)
    operator().forget(removed.ended)
    show(removed, [f"sessions ended: {len(removed.ended)}"], to_machine=as_json)


def _do(verb: Verb[Request, StaffChanged], wanted: Request, *, as_json: bool) -> None:
    changed = operator().call(verb, wanted)
    operator().forget(changed.ended)
    lines = [f"{changed.staff_id}  sessions ended: {len(changed.ended)}"]
    show(changed, lines, to_machine=as_json)


def _meant(ref: MerchantRef, login_id: str) -> StaffId:
    for each in _listed(ref).members:
        if each.login_id == login_id:
            return each.staff_id
    raise StaffUnknown


def _listed(ref: MerchantRef) -> StaffList:
    return operator().call(people_verbs.STAFF, StaffQuery(merchant=ref))


def _ref(issuer_code: str, code: str) -> MerchantRef:
    return MerchantRef(
        issuer_code=IssuerCode(issuer_code), merchant_code=MerchantCode(code)
    )


def _lines(found: StaffList) -> Iterator[str]:
    yield f"{found.merchant_code}  {found.merchant_name}"
    for each in found.members:
        state = "disabled" if each.disabled_at else ""
        if each.locked_until:
            state = f"locked until {each.locked_until:%Y-%m-%d %H:%M %Z}"
        elif each.initial_until and not each.disabled_at:
            state = f"initial password until {each.initial_until:%Y-%m-%d %H:%M %Z}"
        yield f"  {each.login_id}  {each.role.value}  {each.name}  {state}".rstrip()
