"""`machiken audit`: who came in, who tried to, who let whom; newest first."""

from collections.abc import Iterator
from datetime import datetime

import click

from machiken.contracts.auth import (
    AuditLine,
    AuditPage,
    AuditQuery,
    Happening,
    MerchantRef,
    people_verbs,
)
from machiken.ids import IssuerCode, MerchantCode
from machiken.town_time import TOWN_TIME
from services.gateway.cli.answering import Answering, as_json, show
from services.gateway.cli.operator import operator

day = click.DateTime(formats=["%Y-%m-%d"])


@click.command("audit", cls=Answering)
@click.option("--login-id", default="", help="Whom it is about.")
@click.option("--issuer", "issuer_code", envvar="ISSUER_CODE", default="")
@click.option("--code", default="", help="The merchant's 3 characters (with --issuer).")
@click.option("--what", type=click.Choice([each.value for each in Happening]))
@click.option("--from", "first_on", type=day, help="A day in town.")
@click.option("--to", "last_on", type=day, help="The last day, included.")
@click.option("--before", type=int, help="Go on where a page ended.")
@as_json
@click.pass_context
def audit(ctx: click.Context, /, *, as_json: bool, **_typed: object) -> None:
    """Show what happened to accounts, 50 rows at a time."""
    found = operator().call(people_verbs.AUDIT, _query(ctx))
    show(found, _lines(found), to_machine=as_json)


def _query(ctx: click.Context) -> AuditQuery:
    typed = ctx.params
    if typed["code"] and not typed["issuer_code"]:
        raise click.UsageError("--code needs --issuer")
    merchant = MerchantRef(
        issuer_code=IssuerCode(typed["issuer_code"]),
        merchant_code=MerchantCode(typed["code"]),
    )
    first, last = typed["first_on"], typed["last_on"]
    return AuditQuery(
        login_id=typed["login_id"],
        merchant=merchant if typed["code"] else None,
        happening=Happening(typed["what"]) if typed["what"] else None,
        first_on=first.date() if first else None,
        last_on=last.date() if last else None,
        before=typed["before"],
    )


def _lines(found: AuditPage) -> Iterator[str]:
    for each in found.lines:
        yield "  ".join(_columns(each))
    if found.next_before:
        yield f"more: --before {found.next_before}"
    if not found.lines:
        yield "nothing found"


def _columns(line: AuditLine) -> Iterator[str]:
    yield _moment(line.at)
    yield line.happening.value
    yield line.login_id or "-"
    yield line.merchant_code or "-"
    yield f"by {line.actor or line.actor_role.value}"
    yield line.address or "-"
    yield line.device or "-"
    yield line.detail


def _moment(at: datetime) -> str:
    return f"{at.astimezone(TOWN_TIME):%Y-%m-%d %H:%M:%S}"
