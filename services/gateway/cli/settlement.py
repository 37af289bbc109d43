"""`machiken settlement`: what the town owes, and how it is paid."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID, uuid4

import click

from machiken.contracts.settlement import (
    AdjustmentsQuery,
    ClosePeriod,
    ClosingLine,
    ClosingQuery,
    ClosingsQuery,
    ClosingView,
    LedgerQuery,
    LedgerView,
    ProposeAdjustment,
    verbs,
)
from machiken.ids import AdjustmentId, IssuerCode, MerchantCode
from machiken.money import Yen
from services.gateway.cli.answering import Commands, as_json, issuer, show
from services.gateway.cli.operator import operator

DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.group(cls=Commands)
def settlement() -> None:
    """Look into the books, close half-months and correct them."""


@settlement.command("ledger")
@issuer
@as_json
def ledger(issuer_code: str, *, as_json: bool) -> None:
    """Show what is owed, by half-month and merchant."""
    query = LedgerQuery(issuer_code=IssuerCode(issuer_code))
    view = operator().call(verbs.LEDGER, query)
    show(view, _lines(view), to_machine=as_json)


@settlement.command("closings")
@issuer
@as_json
def closings(issuer_code: str, *, as_json: bool) -> None:
    """List the sealed half-months and how far their payment has come."""
    query = ClosingsQuery(issuer_code=IssuerCode(issuer_code))
    view = operator().call(verbs.CLOSINGS, query)
    show(view, map(_closing, view.closings), to_machine=as_json)


@settlement.command("preview")
@issuer
@click.option("--last-on", type=DAY, required=True, help="The half-month's last day.")
@as_json
def preview(issuer_code: str, last_on: date, *, as_json: bool) -> None:
    """Show a half-month's statements, and what keeps it from being closed."""
    query = ClosingQuery(issuer_code=IssuerCode(issuer_code), last_on=_day(last_on))
    view = operator().call(verbs.PREVIEW_CLOSING, query)
    show(view, _statements(view), to_machine=as_json)


@settlement.command("close")
@issuer
@click.option("--last-on", type=DAY, required=True, help="The half-month's last day.")
@as_json
def close(issuer_code: str, last_on: date, *, as_json: bool) -> None:
    """Close a sealed half-month now; the worker does it by itself, too."""
    wanted = ClosePeriod(issuer_code=IssuerCode(issuer_code), last_on=_day(last_on))
    view = operator().call(verbs.CLOSE_PERIOD, wanted)
    show(view, _statements(view), to_machine=as_json)


@settlement.command("adjust")
@issuer
@click.option("--merchant", required=True, help="3 characters.")
@click.option("--yen", type=int, required=True, help="Added; negative takes away.")
@click.option("--reason", required=True)
@click.option("--id", "adjustment_id", type=UUID, help="To send the same one again.")
@as_json
def adjust(
    issuer_code: str, adjustment_id: UUID | None, *, as_json: bool, **typed: str
) -> None:
    """Propose a correction; an approver of the office decides."""
    wanted = ProposeAdjustment(
        adjustment_id=AdjustmentId(adjustment_id or uuid4()),
        issuer_code=IssuerCode(issuer_code),
        merchant_code=MerchantCode(typed["merchant"]),
        amount=Yen(int(typed["yen"])),
        reason=typed["reason"],
    )
    view = operator().call(verbs.PROPOSE_ADJUSTMENT, wanted)
    lines = [f"{view.adjustment_id}  {view.merchant_code}  {view.amount}"]
    show(view, lines, to_machine=as_json)


@settlement.command("adjustments")
@issuer
@as_json
def adjustments(issuer_code: str, *, as_json: bool) -> None:
    """List the corrections, and whether somebody has decided them."""
    query = AdjustmentsQuery(issuer_code=IssuerCode(issuer_code))
    view = operator().call(verbs.ADJUSTMENTS, query)
    words = {None: "waits", True: "approved", False: "rejected"}
    lines = [
        f"{each.adjustment_id}  {each.merchant_code}  {each.amount}"
        f"  {words[each.approved]}  {each.reason}"
        for each in view.adjustments
    ]
    show(view, lines or ["no adjustments"], to_machine=as_json)


def _day(typed: date) -> date:
    """Return the day of what click reads as a moment."""
    return date(typed.year, typed.month, typed.day)


def _lines(view: LedgerView) -> Iterator[str]:
    for line in view.lines:
        yield (
            f"{line.period_last_on}  {line.merchant_code}  {line.merchant_name}"
            f"  paid {line.paid} in {line.payments}"
            f"  refunded {line.refunded} in {line.refunds}  owed {line.owed}"
        )
    yield f"owed in all  {view.owed}"


def _closing(line: ClosingLine) -> str:
    states = ", ".join(f"{count} {state}" for state, count in line.states.items())
    closed = f"{line.statements} statements, {line.net}" if line.closed_at else "open"
    return f"{line.first_on} - {line.last_on}  pay by {line.pay_by}  {closed}  {states}"


def _statements(view: ClosingView) -> Iterator[str]:
    for each in view.statements:
        state = each.state.value if each.state else "draft"
        yield f"{each.merchant_code}  {each.merchant_name}  {each.net}  {state}"
    yield from (f"missing: {each}" for each in view.missing)
    yield f"in all  {view.net}  {'closed' if view.closed_at else 'not closed'}"
