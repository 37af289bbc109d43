"""売上照会: the shop's sums, for a period and day by day."""

from datetime import date, timedelta
from typing import Final

from flask import request
from flask.typing import ResponseReturnValue

from machiken.contracts.redemption import Sales, SalesOutOfReach, SalesQuery, verbs
from machiken.refusals import Refusal
from services.gateway import formatting, forms
from services.gateway.backends import backends
from services.gateway.pages import page
from services.gateway.refusals import DaysReversed, DayUnreadable
from services.gateway.shop.blueprint import shop
from services.gateway.sign_in_pages import UNFILLED

DAYS_SHOWN: Final = 7


@shop.get("/sales")
def sales() -> ResponseReturnValue:
    """Show the last 7 days, or the period that was asked for."""
    last_on = formatting.today()
    first_on = last_on - timedelta(days=DAYS_SHOWN - 1)
    try:
        if "first_on" in request.args:
            first_on = forms.day(request.args, "first_on")
            last_on = forms.day(request.args, "last_on")
        found = backends().call(verbs.SALES, _query(first_on, last_on))
    except (SalesOutOfReach, DaysReversed, DayUnreadable, *UNFILLED) as refusal:
        return _page(first_on, last_on, None, refusal)
    return _page(first_on, last_on, found, None)


def _query(first_on: date, last_on: date) -> SalesQuery:
    if last_on < first_on:  # else it would be told that it lies too far back
        raise DaysReversed
    return SalesQuery(first_on=first_on, last_on=last_on)


def _page(
    first_on: date, last_on: date, found: Sales | None, refusal: Refusal | None
) -> ResponseReturnValue:
    return page(
        "shop/sales.html",
        refusal,
        first_on=first_on,
        last_on=last_on,
        today=formatting.today(),
        found=found,
    )
