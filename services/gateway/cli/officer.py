"""`machiken officer`: who works in the office."""

import click

from machiken.contracts.actor import OFFICE, Role
from machiken.contracts.auth import (
    RegisterOfficer,
    ReissuePassword,
    RemoveAuthenticator,
    Site,
    authenticator_verbs,
    verbs,
)
from machiken.ids import IssuerCode
from services.gateway.cli.answering import Commands, as_json, show
from services.gateway.cli.operator import operator


@click.group(cls=Commands)
def officer() -> None:
    """Look after the office's staff."""


@officer.command("register")
@click.option("--login-id", required=True)
@click.option("--name", required=True)
@click.option("--email", required=True)
@click.option(
    "--role",
    type=click.Choice(sorted(role.value for role in OFFICE)),
    default=Role.OFFICE_VIEWER.value,
)
@as_json
def register(login_id: str, name: str, email: str, role: str, *, as_json: bool) -> None:
    """Register somebody; the initial password goes by mail."""
    wanted = RegisterOfficer(login_id=login_id, name=name, email=email, role=Role(role))
    view = operator().call(verbs.REGISTER_OFFICER, wanted)
    show(view, [f"{view.login_id}  {view.role}  {view.staff_id}"], to_machine=as_json)


@officer.command("resend")
@click.option("--login-id", required=True)
@as_json
def resend(login_id: str, *, as_json: bool) -> None:
    """Send somebody a new initial password; the old one and all sessions end."""
    wanted = ReissuePassword(
        site=Site.OFFICE, issuer_code=IssuerCode(""), code="", login_id=login_id
    )
    sent = operator().call(verbs.REISSUE_PASSWORD, wanted)
    operator().forget(sent.ended)
    lines = [f"{sent.masked_email}  {sent.expires_at:%Y-%m-%d %H:%M %Z}"]
    show(sent, lines, to_machine=as_json)


@officer.command("remove-authenticator")
@click.option("--login-id", required=True)
@as_json
def remove_authenticator(login_id: str, *, as_json: bool) -> None:
    """Mail somebody's numbers again who lost his phone; all sessions end."""
    wanted = RemoveAuthenticator(
        site=Site.OFFICE, issuer_code=IssuerCode(""), code="", login_id=login_id
    )
    removed = operator().call(authenticator_verbs.REMOVE_AUTHENTICATOR, wanted)
    operator().forget(removed.ended)
    show(removed, [f"sessions ended: {len(removed.ended)}"], to_machine=as_json)
