"""トップ: today's total, and the amount with which a payment begins."""

import uuid
from dataclasses import replace
from datetime import date

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from machiken.contracts.redemption import (
    AmountBeyondLimit,
    AmountOffUnit,
    CheckoutQuery,
    CheckoutReused,
    CheckoutState,
    OpenCheckout,
    SalesDay,
    SalesOutOfReach,
    SalesQuery,
    TooEarly,
    TooLate,
    verbs,
)
from machiken.ids import CheckoutId
from machiken.refusals import Refusal
from services.gateway import campaigns, formatting, forms, notices
from services.gateway.backends import OutcomeUnknown, Unavailable, backends
from services.gateway.pages import page
from services.gateway.refusals import AmountUnreadable
from services.gateway.shop import half_done
from services.gateway.shop.blueprint import shop
from services.gateway.sign_in_pages import UNFILLED

SHOWN = (
    *UNFILLED,
    AmountBeyondLimit,
    AmountOffUnit,
    AmountUnreadable,
    TooEarly,
    TooLate,
)


@shop.get("/")
def top() -> ResponseReturnValue:
    """Show the way to everything, and begin with an amount."""
    return _top(None, "")


@shop.post("/checkouts")
def open_checkout() -> ResponseReturnValue:
    """Open a checkout under the id that the page carries, then read vouchers."""
    try:
        checkout_id = CheckoutId(forms.uuid(request.form, "checkout_id"))
        target = forms.yen(request.form, "target")
        asked = OpenCheckout(
            checkout_id=checkout_id, target=target, practice="practice" in request.form
        )
        opened = _opened(asked)
    except SHOWN as refusal:
        return _top(refusal, request.form.get("target", ""))
    return redirect(url_for("shop.checkout", checkout_id=opened), code=303)


def _opened(asked: OpenCheckout) -> CheckoutId:
    """Return the checkout to go on with: a new one, or the one left half done.

    Somebody who goes back and types another amount sends the same id again.
    """
    checkout_id = asked.checkout_id
    try:
        return backends().call(verbs.OPEN_CHECKOUT, asked).checkout_id
    except CheckoutReused:
        query = CheckoutQuery(checkout_id=checkout_id)
        earlier = backends().call(verbs.CHECKOUT, query)
    except OutcomeUnknown:
        return checkout_id  # its page asks again
    half_done = earlier.state is CheckoutState.OPEN and bool(earlier.reads)
    if half_done and earlier.practice == asked.practice:
        return checkout_id
    fresh = replace(asked, checkout_id=CheckoutId(uuid.uuid4()))
    return backends().call(verbs.OPEN_CHECKOUT, fresh).checkout_id


def _top(refusal: Refusal | None, target: str) -> ResponseReturnValue:
    today = formatting.today()
    return page(
        "shop/top.html",
        refusal,
        checkout_id=uuid.uuid4(),
        target=target,
        rules=campaigns.rules(),
        notices=notices.current(),
        today=today,
        sales=_sales_of(today),
        half_done=half_done.found(),
    )


def _sales_of(today: date) -> SalesDay | None:
    """Return today's sums, or None: the till must work where they can't be had."""
    query = SalesQuery(first_on=today, last_on=today)
    try:
        return backends().call(verbs.SALES, query).total
    except (Unavailable, OutcomeUnknown, SalesOutOfReach):
        return None
