"""`machiken merchant`: register a merchant; its representative is told by mail."""

import click

from machiken.contracts.auth import (
    ChangeRepresentative,
    MerchantRef,
    RegisterMerchant,
    ReissuePassword,
    Site,
    people_verbs,
    verbs,
)
from machiken.ids import CompanyCode, IssuerCode, MerchantCode
from services.gateway.cli.answering import Commands, as_json, issuer, show
from services.gateway.cli.operator import operator


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
@as_json
def register(issuer_code: str, *, as_json: bool, **typed: str) -> None:
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
    lines = [f"{sent.masked_email}  {sent.expires_at:%Y-%m-%d %H:%M %Z}"]
    show(sent, lines, to_machine=as_json)


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
