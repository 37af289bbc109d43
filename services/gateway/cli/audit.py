"""`machiken audit`: who came in, and what was done in all services; newest first."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import click

from machiken.contracts.auth import NO_BROWSER, MerchantRef
from machiken.ids import IssuerCode, MerchantCode
from machiken.town_time import TOWN_TIME
from services.gateway import audit_words
from services.gateway.audit_files import audit_file
from services.gateway.audits import HAPPENINGS, Area, Found, Line, Wanted, find
from services.gateway.cli.answering import Answering, as_json, language, show
from services.gateway.cli.operator import operator

HAPPENING: Final = [str(name) for names in HAPPENINGS.values() for name in names]

day = click.DateTime(formats=["%Y-%m-%d"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A file that was written, and its rows."""

    file: str
    rows: int


@click.command("audit", cls=Answering)
@click.option("--area", type=click.Choice([each.value for each in Area]))
@click.option("--by", "actor", default="", help="Who did it: a login id, a name.")
@click.option("--login-id", default="", help="Whom it is about (accounts).")
@click.option("--issuer", "issuer_code", envvar="ISSUER_CODE", default="")
@click.option("--code", default="", help="The merchant's 3 characters (with --issuer).")
@click.option("--what", type=click.Choice(HAPPENING))
@click.option("--object", "about", default="", help="As `voucher` or `voucher 12`.")
@click.option("--from", "first_on", type=day, help="A day in town.")
@click.option("--to", "last_on", type=day, help="The last day, included.")
@click.option("--before", default="", help="Go on where a page ended: auth:12,…")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Save all of it as a CSV; that you did is written down.",
)
@as_json
@click.pass_context
def audit(ctx: click.Context, /, *, as_json: bool, **typed: object) -> None:
    """Show what happened, 50 rows at a time."""
    if isinstance(out := typed["out"], Path):
        saved = _save(_wanted(ctx), out)
        show(saved, [f"{saved.file}  {saved.rows:,} rows"], to_machine=as_json)
        return
    found = find(operator().call, _wanted(ctx))
    show(_plain(found), _lines(found), to_machine=as_json)


def _save(wanted: Wanted, out: Path) -> Saved:
    made = audit_file(operator().call, wanted, NO_BROWSER)
    # Names and addresses of people: for its owner's eyes.
    handle = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(made.content)
    return Saved(file=str(out), rows=made.rows)


def _wanted(ctx: click.Context) -> Wanted:
    typed = ctx.params
    if typed["code"] and not typed["issuer_code"]:
        raise click.UsageError("--code needs --issuer")
    merchant = MerchantRef(
        issuer_code=IssuerCode(typed["issuer_code"]),
        merchant_code=MerchantCode(typed["code"]),
    )
    kind, _, name = typed["about"].partition(" ")
    first, last = typed["first_on"], typed["last_on"]
    return Wanted(
        area=Area(typed["area"]) if typed["area"] else None,
        actor=typed["actor"],
        login_id=typed["login_id"],
        merchant=merchant if typed["code"] else None,
        happening=typed["what"] or "",
        object_kind=kind,
        object_name=name,
        first_on=first.date() if first else None,
        last_on=last.date() if last else None,
        marks=_marks(typed["before"]),
    )


def _marks(told: str) -> Mapping[Area, int]:
    try:
        pairs = [each.split(":") for each in told.split(",") if each]
        return {Area(area): int(row) for area, row in pairs}
    except ValueError as error:
        raise click.UsageError("--before is what a page ended with") from error


def _before(found: Found) -> str:
    return ",".join(f"{area}:{row}" for area, row in found.marks.items())


def _plain(found: Found) -> dict[str, object]:
    lines = [asdict(each) for each in found.lines]
    return {"lines": lines, "next_before": _before(found) or None}


def _lines(found: Found) -> Iterator[str]:
    for each in found.lines:
        yield "  ".join(_columns(each))
    if found.marks:
        yield f"more: --before {_before(found)}"
    if not found.lines:
        yield "nothing found"


def _columns(line: Line) -> Iterator[str]:
    yield _moment(line.at)
    yield line.area.value
    yield line.happening
    if whom := line.account:
        yield f"{whom.login_id or '-'} at {whom.merchant_code or '-'}"
    else:
        yield line.about
    yield f"by {line.actor or line.actor_role.value}"
    if whom:
        yield f"{whom.address or '-'} {whom.device or '-'}"
    yield audit_words.detail(line, language())


def _moment(at: datetime) -> str:
    return f"{at.astimezone(TOWN_TIME):%Y-%m-%d %H:%M:%S}"
