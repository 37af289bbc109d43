"""`machiken settlement`: what the town owes."""

from collections.abc import Iterator

import click

from machiken.contracts.settlement import LedgerQuery, LedgerView, verbs
from machiken.ids import IssuerCode
from services.gateway.cli.answering import Commands, as_json, issuer, show
from services.gateway.cli.operator import operator


@click.group(cls=Commands)
def settlement() -> None:
    """Look into the books."""


@settlement.command("ledger")
@issuer
@as_json
def ledger(issuer_code: str, *, as_json: bool) -> None:
    """Show what is owed, by half-month and merchant."""
    query = LedgerQuery(issuer_code=IssuerCode(issuer_code))
    view = operator().call(verbs.LEDGER, query)
    show(view, _lines(view), to_machine=as_json)


def _lines(view: LedgerView) -> Iterator[str]:
    for line in view.lines:
        yield (
            f"{line.period_last_on}  {line.merchant_code}  {line.merchant_name}"
            f"  paid {line.paid} in {line.payments}"
            f"  refunded {line.refunded} in {line.refunds}  owed {line.owed}"
        )
    yield f"owed in all  {view.owed}"
