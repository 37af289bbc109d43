"""精算: half-months, payouts, corrections, accounts and holds."""

import uuid
from collections.abc import Sequence
from datetime import date

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from machiken.contracts.settlement import (
    AccountsQuery,
    AdjustmentsQuery,
    ClosePeriod,
    ClosingLine,
    ClosingQuery,
    ClosingsQuery,
    HoldsQuery,
    LedgerCampaignUnknown,
    PayoutsQuery,
    PeriodNotSealed,
    StatementState,
    payout_verbs,
    verbs,
)
from machiken.refusals import Refusal
from services.gateway import formatting, places
from services.gateway.backends import backends
from services.gateway.office import menu
from services.gateway.office.acting import calls
from services.gateway.office.blueprint import office
from services.gateway.pages import page
from services.gateway.refusals import DayUnreadable

menu.add(
    menu.Section.SETTLEMENT,
    "office.settlement",
    "精算・振込",
    roles=verbs.CLOSINGS.roles,
    place=20,
)


@office.get("/settlement")
@calls(verbs.CLOSINGS)
def settlement() -> ResponseReturnValue:
    """Show how far every half-month's money has come."""
    if places.issuer_code() is None:
        return redirect(url_for("office.top"), code=303)
    return settlement_page(None)


@office.get("/settlement/closings/<last_on>")
@calls(verbs.PREVIEW_CLOSING)
def closing(last_on: str) -> ResponseReturnValue:
    """Show a half-month's statements, frozen or as they would be."""
    return _closing_page(day_of(last_on), None)


@office.post("/settlement/closings/<last_on>")
@calls(verbs.CLOSE_PERIOD)
def close_period(last_on: str) -> ResponseReturnValue:
    """Close the half-month now; the worker does it by itself, too."""
    wanted = ClosePeriod(issuer_code=places.needed_issuer(), last_on=day_of(last_on))
    try:
        backends().call(verbs.CLOSE_PERIOD, wanted)
    except (PeriodNotSealed, LedgerCampaignUnknown):
        raise
    except Refusal as refusal:
        return _closing_page(wanted.last_on, refusal)
    return redirect(url_for("office.closing", last_on=last_on), code=303)


def _closing_page(last_on: date, refusal: Refusal | None) -> ResponseReturnValue:
    query = ClosingQuery(issuer_code=places.needed_issuer(), last_on=last_on)
    view = backends().call(verbs.PREVIEW_CLOSING, query)
    return page("office/closing.html", refusal, closing=view)


def settlement_page(refusal: Refusal | None) -> ResponseReturnValue:
    """Return the page, with what was refused, if anything was."""
    code = places.needed_issuer()
    ask = backends().call
    half_months = ask(verbs.CLOSINGS, ClosingsQuery(issuer_code=code)).closings
    return page(
        "office/settlement.html",
        refusal,
        used=[each for each in half_months if each.statements or not each.closed_at],
        unused=[each for each in half_months if each.closed_at and not each.statements],
        payouts=ask(payout_verbs.PAYOUTS, PayoutsQuery(issuer_code=code)),
        adjustments=ask(
            verbs.ADJUSTMENTS, AdjustmentsQuery(issuer_code=code)
        ).adjustments,
        accounts=ask(payout_verbs.ACCOUNTS, AccountsQuery(issuer_code=code)).accounts,
        holds=ask(payout_verbs.HOLDS, HoldsQuery(issuer_code=code)).holds,
        new_id=uuid.uuid4,
        pay_on=_promised(half_months, formatting.today()),
    )


def _promised(half_months: Sequence[ClosingLine], today: date) -> date:
    """Return the next day by which something is promised, or today."""
    waits = {StatementState.CLOSED, StatementState.RETURNED}
    days = [each.pay_by for each in half_months if waits & each.states.keys()]
    return min((day for day in days if day >= today), default=today)


def day_of(text: str) -> date:
    """Return a day of an address. Raises `DayUnreadable`."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise DayUnreadable(field="last_on") from error
