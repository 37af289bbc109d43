"""`machiken signs`: a day's signs of fraud, hints for people to look into."""

from collections.abc import Iterator
from datetime import datetime

import click

from machiken.contracts.redemption import (
    CheckSigns,
    OpenSignsQuery,
    SignKind,
    Signs,
    SignsQuery,
    SignView,
    verbs,
)
from machiken.ids import IssuerCode
from machiken.town_time import TOWN_TIME
from services.gateway import formatting
from services.gateway.cli.answering import Answering, as_json, issuer, language, show
from services.gateway.cli.operator import operator
from services.gateway.sentences import word


@click.command("signs", cls=Answering)
@issuer
@click.option(
    "--on", "day", type=click.DateTime(formats=["%Y-%m-%d"]), help="Today, if not told."
)
@click.option("--kind", type=click.Choice([each.value for each in SignKind]))
@click.option("--open", "is_open", is_flag=True, help="Days nobody has looked at.")
@click.option("--checked", is_flag=True, help="Show the day, and take it as looked at.")
@as_json
def signs(  # noqa: PLR0913 - an option each
    issuer_code: str,
    day: datetime | None,
    kind: str | None,
    *,
    is_open: bool,
    checked: bool,
    as_json: bool,
) -> None:
    """Show what is out of the ordinary on a day; none of it is a proof."""
    campaign = IssuerCode(issuer_code)
    if is_open:
        left = operator().call(verbs.OPEN_SIGNS, OpenSignsQuery(issuer_code=campaign))
        days = [f"{each.on}  {each.count}" for each in left.days]
        show(left, days or ["nothing is open"], to_machine=as_json)
        return
    if checked and kind:
        raise click.UsageError("--checked is about all kinds")
    on = day.date() if day else formatting.today()
    query = SignsQuery(
        issuer_code=campaign, on=on, kind=SignKind(kind) if kind else None
    )
    found = operator().call(verbs.SIGNS, query)
    if checked:
        seen = CheckSigns(issuer_code=campaign, on=on, until=found.looked_at)
        operator().call(verbs.CHECK_SIGNS, seen)
    show(found, _lines(found), to_machine=as_json)


def _lines(found: Signs) -> Iterator[str]:
    for each in found.signs:
        yield "  ".join(_columns(each))
    if found.more:
        yield "more: ask for one --kind"
    if not found.signs:
        yield "nothing found"


def _columns(sign: SignView) -> Iterator[str]:
    yield f"{sign.last_at.astimezone(TOWN_TIME):%Y-%m-%d %H:%M}"
    yield word(f"sign.{sign.kind}", language())
    yield sign.merchant.merchant_code
    yield str(sign.amount)
    if sign.first_serial is not None:
        yield f"serials {sign.first_serial}-{sign.last_serial}"
    if sign.payments:
        yield f"payments {sign.payments} (usual {sign.usual})"
    if sign.other is not None:
        yield f"first at {sign.other.merchant_code}"
