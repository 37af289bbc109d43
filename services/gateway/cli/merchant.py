"""`machiken merchant`: register a merchant; its representative is told by mail."""

from collections.abc import Iterator
from pathlib import Path

import click

from machiken.contracts.auth import (
    ChangeRepresentative,
    InvitationsQuery,
    InvitationsView,
    MerchantRef,
    RegisterMerchant,
    ReissuePassword,
    SendInvitations,
    Site,
    invitation_verbs,
    people_verbs,
    verbs,
)
from machiken.contracts.notify import AccessLetterQuery
from machiken.contracts.notify import verbs as notify_verbs
from machiken.ids import CompanyCode, IssuerCode, MerchantCode
from services.gateway.cli.answering import Commands, as_json, issuer, show
from services.gateway.cli.operator import operator
from services.gateway.cli.print_files import Saved


@click.group(cls=Commands)
def merchant() -> None:
    """Look after merchants and their companies."""


@merchant.command("register")
@issuer
@click.option("--code", required=True, help="3 characters.")
@click.option("--name", required=True)
@click.option("--company-code", required=True, help="4 characters.")
@click.option("--company-name", required=True)
@click.option("--representative", required=True, help="The representative's name.")
@click.option("--login-id", required=True)
@click.option("--email", required=True)
@click.option(
    "--recruitment",
    type=click.IntRange(min=0),
    default=0,
    help="Its window; the mail is held until `send-invitations`. 0: mailed now.",
)
@as_json
def register(
    issuer_code: str, *, as_json: bool, recruitment: int, **typed: str
) -> None:
    """Register a merchant and its representative; the same again changes nothing."""
    wanted = RegisterMerchant(
        issuer_code=IssuerCode(issuer_code),
        merchant_code=MerchantCode(typed["code"]),
        merchant_name=typed["name"],
        company_code=CompanyCode(typed["company_code"]),
        company_name=typed["company_name"],
        representative_name=typed["representative"],
        login_id=typed["login_id"],
        email=typed["email"],
        recruitment=recruitment,
    )
    view = operator().call(verbs.REGISTER_MERCHANT, wanted)
    lines = [f"{view.merchant_code}  {view.merchant_name}  {view.merchant_id}"]
    show(view, lines, to_machine=as_json)


@merchant.command("resend")
@issuer
@click.option("--code", required=True, help="3 characters.")
@click.option("--login-id", required=True)
@as_json
def resend(issuer_code: str, code: str, login_id: str, *, as_json: bool) -> None:
    """Send somebody a new initial password; the old one and all sessions end."""
    wanted = ReissuePassword(
        site=Site.SHOP,
        issuer_code=IssuerCode(issuer_code),
        code=code,
        login_id=login_id,
    )
    sent = operator().call(verbs.REISSUE_PASSWORD, wanted)
    operator().forget(sent.ended)
    lines = [f"{sent.masked_email}  {sent.expires_at:%Y-%m-%d %H:%M %Z}"]
    show(sent, lines, to_machine=as_json)


@merchant.command("invitations")
@issuer
@as_json
def invitations(issuer_code: str, *, as_json: bool) -> None:
    """Show how many completion mails are held, leaving and gone, by window."""
    query = InvitationsQuery(issuer_code=IssuerCode(issuer_code))
    view = operator().call(invitation_verbs.INVITATIONS, query)
    show(view, _windows(view), to_machine=as_json)


@merchant.command("send-invitations")
@issuer
@click.option("--recruitment", type=click.IntRange(min=1), required=True)
@as_json
def send_invitations(issuer_code: str, recruitment: int, *, as_json: bool) -> None:
    """Send the completion mails of one window's merchants, all at once."""
    wanted = SendInvitations(
        issuer_code=IssuerCode(issuer_code), recruitment=recruitment
    )
    view = operator().call(invitation_verbs.SEND_INVITATIONS, wanted)
    show(view, _windows(view), to_machine=as_json)


@merchant.command("access-letter")
@issuer
@click.option("--code", required=True, help="3 characters.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path))
@as_json
def access_letter(issuer_code: str, code: str, out: Path, *, as_json: bool) -> None:
    """Write the letter (PDF) that goes to a merchant with its certificate."""
    query = AccessLetterQuery(
        issuer_code=IssuerCode(issuer_code), merchant_code=MerchantCode(code)
    )
    letter = operator().call(notify_verbs.ACCESS_LETTER, query)
    out.write_bytes(letter.content)
    saved = Saved(file=str(out), parts=1, size_bytes=len(letter.content))
    lines = [f"{out}  {letter.merchant_name}  {saved.size_bytes:,} bytes"]
    show(saved, lines, to_machine=as_json)


def _windows(view: InvitationsView) -> Iterator[str]:
    for each in view.recruitments:
        yield (
            f"{each.recruitment}  held {each.held:,}  leaving {each.leaving:,}"
            f"  sent {each.sent:,}"
        )


@merchant.command("representative")
@issuer
@click.option("--code", required=True, help="3 characters.")
@click.option("--login-id", required=True, help="Of a member of the merchant.")
@as_json
def representative(
    issuer_code: str, code: str, login_id: str, *, as_json: bool
) -> None:
    """Have another member represent the merchant; both are told by mail."""
    wanted = ChangeRepresentative(
        merchant=MerchantRef(
            issuer_code=IssuerCode(issuer_code), merchant_code=MerchantCode(code)
        ),
        login_id=login_id,
    )
    changed = operator().call(people_verbs.CHANGE_REPRESENTATIVE, wanted)
    operator().forget(changed.ended)
    lines = [f"{changed.staff_id}  sessions ended: {len(changed.ended)}"]
    show(changed, lines, to_machine=as_json)
