"""What the console looks up, by command: batches, a search, the overview."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from machiken.contracts.redemption import (
    BatchesQuery,
    BatchLine,
    CampaignsQuery,
    CampaignVersionsQuery,
    OfficeSearch,
    Overview,
    OverviewQuery,
    RuleChange,
    SearchHits,
    verbs,
)
from machiken.ids import IssuerCode
from services.gateway.cli.answering import Answering, as_json, issuer, show
from services.gateway.cli.campaign import campaign, rules_in
from services.gateway.cli.operator import operator
from services.gateway.cli.voucher import voucher


@campaign.command("preview")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@as_json
def preview(file: Path, *, as_json: bool) -> None:
    """Show what applying FILE (TOML) would change; nothing is changed."""
    shown = operator().call(verbs.PREVIEW_CAMPAIGN, rules_in(file))
    lines = list(_changes(shown.changes))
    lines += [f"- {each.first_on} - {each.last_on}" for each in shown.periods_gone]
    lines += [f"+ {each.first_on} - {each.last_on}" for each in shown.periods_new]
    show(shown, lines or ["nothing would change"], to_machine=as_json)


@campaign.command("history")
@issuer
@as_json
def history(issuer_code: str, *, as_json: bool) -> None:
    """Show every version of a campaign's rules and what it changed."""
    query = CampaignVersionsQuery(issuer_code=IssuerCode(issuer_code))
    told = operator().call(verbs.CAMPAIGN_VERSIONS, query)
    lines: list[str] = []
    for each in told.versions:
        lines.append(f"{each.version}  {each.applied_at:%Y-%m-%d %H:%M}")
        lines += [f"   {line}" for line in _changes(each.changes)]
    show(told, lines, to_machine=as_json)


@campaign.command("list")
@as_json
def list_campaigns(*, as_json: bool) -> None:
    """List all campaigns, the one that was changed last first."""
    found = operator().call(verbs.CAMPAIGNS, CampaignsQuery())
    lines = [
        f"{each.issuer_code}  {each.name}  {each.redeem_first_on} - "
        f"{each.redeem_last_on}"
        for each in found.lines
    ]
    show(found, lines or ["no campaigns"], to_machine=as_json)


@voucher.command("list")
@issuer
@as_json
def list_batches(issuer_code: str, *, as_json: bool) -> None:
    """List the campaign's batches, the latest first."""
    found = list(_batches(IssuerCode(issuer_code)))
    lines = [
        f"{each.batch.batch_id}  {each.batch.state}  {each.batch.count:,}"
        f"  from {each.batch.first_serial}"
        for each in found
    ]
    show(found, lines or ["no batches"], to_machine=as_json)


@click.command("search", cls=Answering)
@issuer
@click.option("--serial", type=int, help="A voucher's serial.")
@click.option("--payment", help="A payment's number (決済ID).")
@as_json
def search(
    issuer_code: str, serial: int | None, payment: str | None, *, as_json: bool
) -> None:
    """Find a voucher or a payment; without an option, a code is asked for."""
    # A code is a secret: as an option it would stay in the shell's history.
    told = payment or (str(serial) if serial else None)
    text = told or click.prompt("code", hide_input=True)
    query = OfficeSearch(issuer_code=IssuerCode(issuer_code), text=text)
    hits = operator().call(verbs.OFFICE_SEARCH, query)
    show(hits, list(_hits(hits)) or ["nothing found"], to_machine=as_json)


@click.command("overview", cls=Answering)
@issuer
@as_json
def overview(issuer_code: str, *, as_json: bool) -> None:
    """Show the campaign at a glance, as it was counted last."""
    query = OverviewQuery(issuer_code=IssuerCode(issuer_code))
    view = operator().call(verbs.OVERVIEW, query)
    show(view, _overview(view), to_machine=as_json)


def _batches(campaign: IssuerCode) -> Iterator[BatchLine]:
    page, pages = 0, 1
    while page < pages:
        page += 1
        query = BatchesQuery(issuer_code=campaign, page=page)
        found = operator().call(verbs.BATCHES, query)
        pages = found.pages
        yield from found.lines


def _changes(changes: Sequence[RuleChange]) -> Iterator[str]:
    for each in changes:
        yield f"{each.rule}: {each.before!r} -> {each.after!r}"


def _hits(hits: SearchHits) -> Iterator[str]:
    if hits.voucher:
        found = hits.voucher
        stopped = "  stopped" if found.stopped_at else ""
        yield f"{found.serial}  …{found.code_tail}  {found.balance}{stopped}"
    paid = hits.voucher.payments if hits.voucher else ()
    for each in (*paid, *((hits.payment,) if hits.payment else ())):
        back = "  refunded" if each.refund else ""
        yield f"{each.payment_no}  {each.merchant_code}  {each.total}{back}"


def _overview(view: Overview) -> Iterator[str]:
    count = view.count
    if count is None:
        yield "not counted yet"
    else:
        yield f"counted at  {count.counted_at:%Y-%m-%d %H:%M:%S %Z}"
        yield f"issued      {count.issued:,}  {count.issued_face}"
        yield f"sold        {count.sold:,}  {count.sold_face}"
        yield f"used        {count.used:,}  redeemed {count.redeemed}"
        yield f"unclaimed   {count.unclaimed}  stopped {count.stopped:,}"
    yield f"unsent      {view.unsent:,}  oldest {view.oldest_unsent_s} s"
