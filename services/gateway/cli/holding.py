"""`machiken payout hold|holds`: merchants whose money is kept back."""

import click

from machiken.contracts.settlement import HoldMerchant, HoldsQuery
from machiken.contracts.settlement import payout_verbs as verbs
from machiken.ids import IssuerCode, MerchantCode
from services.gateway.cli.answering import as_json, issuer, show
from services.gateway.cli.operator import operator
from services.gateway.cli.payout import payout


@payout.command("hold")
@issuer
@click.option("--merchant", required=True, help="3 characters.")
@click.option("--reason", required=True)
@as_json
def hold(issuer_code: str, merchant: str, reason: str, *, as_json: bool) -> None:
    """Keep a merchant's money back; an approver lets it go again."""
    wanted = HoldMerchant(
        issuer_code=IssuerCode(issuer_code),
        merchant_code=MerchantCode(merchant),
        reason=reason,
    )
    view = operator().call(verbs.HOLD_MERCHANT, wanted)
    show(view, [f"{view.merchant_code}  {view.reason}"], to_machine=as_json)


@payout.command("holds")
@issuer
@as_json
def holds(issuer_code: str, *, as_json: bool) -> None:
    """List the merchants whose money is kept back."""
    query = HoldsQuery(issuer_code=IssuerCode(issuer_code))
    view = operator().call(verbs.HOLDS, query)
    lines = [f"{each.merchant_code}  {each.reason}" for each in view.holds]
    show(view, lines or ["nothing is held"], to_machine=as_json)
