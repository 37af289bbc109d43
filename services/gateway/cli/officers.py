"""`machiken officer list|role|disable|enable|unlock`: the office's own staff."""

from collections.abc import Callable

import click

from machiken.contracts.actor import OFFICE, Role
from machiken.contracts.auth import StaffChanged, StaffUnknown
from machiken.contracts.auth import officer_verbs as verbs
from machiken.contracts.auth.officers import (
    ChangeOfficerRole,
    DisableOfficer,
    EnableOfficer,
    Officer,
    OfficersQuery,
    UnlockOfficer,
)
from machiken.ids import StaffId
from services.gateway.cli.answering import as_json, show
from services.gateway.cli.officer import officer
from services.gateway.cli.operator import operator

who = click.option("--login-id", required=True)


@officer.command("list")
@as_json
def list_officers(*, as_json: bool) -> None:
    """List who works in the office."""
    found = operator().call(verbs.OFFICERS, OfficersQuery())
    show(found, map(_line, found.officers), to_machine=as_json)


@officer.command("role")
@who
@click.option(
    "--role",
    type=click.Choice(sorted(role.value for role in OFFICE)),
    required=True,
)
@as_json
def change_role(login_id: str, role: str, *, as_json: bool) -> None:
    """Give somebody another role; all his sessions end."""
    _change(
        login_id,
        lambda staff_id: operator().call(
            verbs.CHANGE_OFFICER_ROLE,
            ChangeOfficerRole(staff_id=staff_id, role=Role(role)),
        ),
        as_json=as_json,
    )


@officer.command("disable")
@who
@as_json
def disable(login_id: str, *, as_json: bool) -> None:
    """Let somebody come in no more; all his sessions end."""
    _change(
        login_id,
        lambda staff_id: operator().call(
            verbs.DISABLE_OFFICER, DisableOfficer(staff_id=staff_id)
        ),
        as_json=as_json,
    )


@officer.command("enable")
@who
@as_json
def enable(login_id: str, *, as_json: bool) -> None:
    """Let somebody come in again, with the password that he had."""
    _change(
        login_id,
        lambda staff_id: operator().call(
            verbs.ENABLE_OFFICER, EnableOfficer(staff_id=staff_id)
        ),
        as_json=as_json,
    )


@officer.command("unlock")
@who
@as_json
def unlock(login_id: str, *, as_json: bool) -> None:
    """End the rest that follows on too many failures."""
    _change(
        login_id,
        lambda staff_id: operator().call(
            verbs.UNLOCK_OFFICER, UnlockOfficer(staff_id=staff_id)
        ),
        as_json=as_json,
    )


def _change(
    login_id: str, change: Callable[[StaffId], StaffChanged], *, as_json: bool
) -> None:
    """Change somebody by his login id. Raises `StaffUnknown`."""
    there = operator().call(verbs.OFFICERS, OfficersQuery()).officers
    found = [each.staff_id for each in there if each.login_id == login_id]
    if not found:
        raise StaffUnknown
    changed = change(found[0])
    operator().forget(changed.ended)
    lines = [f"{login_id}  sessions ended: {len(changed.ended)}"]
    show(changed, lines, to_machine=as_json)


def _line(each: Officer) -> str:
    stopped = "  disabled" if each.disabled_at else ""
    return f"{each.login_id}  {each.role}  {each.name}  {each.email}{stopped}"
