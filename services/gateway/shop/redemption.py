"""決済確認 and 決済: the last look, and the step that counts."""

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from machiken.contracts.redemption import (
    CheckoutClosed,
    CheckoutQuery,
    CheckoutState,
    PartialOff,
    RedeemCheckout,
    verbs,
)
from machiken.ids import CheckoutId
from machiken.money import ZERO
from machiken.refusals import Refusal
from services.gateway import labels
from services.gateway.backends import OutcomeUnknown, backends
from services.gateway.pages import asks_for_data, go_to, page
from services.gateway.shop import checkout
from services.gateway.shop.blueprint import shop


@shop.get("/checkouts/<uuid:checkout_id>/confirmation")
def confirmation(checkout_id: CheckoutId) -> ResponseReturnValue:
    """Show what would be redeemed; nothing is final yet."""
    query = CheckoutQuery(checkout_id=checkout_id)
    view = backends().call(verbs.CHECKOUT, query)
    if view.state is not CheckoutState.OPEN or view.total == ZERO:
        return redirect(url_for("shop.checkout", checkout_id=checkout_id), code=303)
    if view.missing > ZERO and not labels.switched_on("partial_checkouts"):
        missing = PartialOff(missing=str(view.missing.amount))
        return checkout.show(checkout_id, (missing,))
    return page("shop/confirmation.html", checkout=view)


@shop.post("/checkouts/<uuid:checkout_id>/redemption")
def redeem(checkout_id: CheckoutId) -> ResponseReturnValue:
    """Redeem what was read; sent twice, it is the same redemption."""
    request = RedeemCheckout(checkout_id=checkout_id)
    try:
        backends().call(verbs.REDEEM_CHECKOUT, request)
    except OutcomeUnknown:
        return go_to(url_for("shop.outcome", checkout_id=checkout_id))
    except CheckoutClosed:
        return go_to(url_for("shop.checkout", checkout_id=checkout_id))
    except checkout.ELSEWHERE:
        raise
    except Refusal as refusal:
        if asks_for_data():
            raise
        return checkout.show(checkout_id, (refusal,))
    return go_to(url_for("shop.receipt", checkout_id=checkout_id))
