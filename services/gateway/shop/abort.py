"""決済中止: asked once, then all reads are dropped; nothing was redeemed."""

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from machiken.contracts.redemption import (
    AbortCheckout,
    CheckoutClosed,
    CheckoutQuery,
    CheckoutState,
    verbs,
)
from machiken.ids import CheckoutId
from services.gateway.backends import OutcomeUnknown, backends
from services.gateway.pages import page
from services.gateway.shop.blueprint import shop


@shop.get("/checkouts/<uuid:checkout_id>/abort")
def ask_abort(checkout_id: CheckoutId) -> ResponseReturnValue:
    """Ask whether to drop the reads."""
    query = CheckoutQuery(checkout_id=checkout_id)
    view = backends().call(verbs.CHECKOUT, query)
    if view.state is not CheckoutState.OPEN:
        return redirect(url_for("shop.checkout", checkout_id=checkout_id), code=303)
    return page("shop/abort.html", checkout=view)


@shop.post("/checkouts/<uuid:checkout_id>/abort")
def abort(checkout_id: CheckoutId) -> ResponseReturnValue:
    """Drop the reads; the checkout's page shows what became of it."""
    request = AbortCheckout(checkout_id=checkout_id)
    try:
        backends().call(verbs.ABORT_CHECKOUT, request)
    except CheckoutClosed:
        pass  # redeemed or dropped meanwhile: its page says which
    except OutcomeUnknown:
        return redirect(url_for("shop.ask_abort", checkout_id=checkout_id), code=303)
    return redirect(url_for("shop.checkout", checkout_id=checkout_id), code=303)
