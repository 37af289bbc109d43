"""結果を確認しています: what a payment or a refund did whose answer did not come.

A timeout means unknown, never failed. The page asks by the same id until the answer is
definite; sending again is safe, for the id makes it once.
"""

from typing import Final

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from machiken.contracts.redemption import (
    CheckoutQuery,
    CheckoutState,
    ReceiptQuery,
    verbs,
)
from machiken.ids import CheckoutId
from services.gateway.backends import OutcomeUnknown, Unavailable, backends
from services.gateway.pages import page
from services.gateway.refunding import named
from services.gateway.shop.blueprint import shop

SETTLED_AFTER: Final = 4
"""Rounds of 2 s after which a call that has not happened will not happen any more."""
ROUNDS_MAX: Final = 30


@shop.get("/checkouts/<uuid:checkout_id>/outcome")
def outcome(checkout_id: CheckoutId) -> ResponseReturnValue:
    """Ask whether the checkout was redeemed."""
    query = CheckoutQuery(checkout_id=checkout_id)
    try:
        view = backends().call(verbs.CHECKOUT, query)
    except (Unavailable, OutcomeUnknown):
        return _asking_on("shop.outcome", checkout_id)
    if view.state is not CheckoutState.OPEN:
        return redirect(url_for("shop.checkout", checkout_id=checkout_id), code=303)
    if _round() < SETTLED_AFTER:
        return _asking_on("shop.outcome", checkout_id, practising=view.practice)
    return page(
        "shop/not_redeemed.html", checkout_id=checkout_id, practising=view.practice
    )


@shop.get("/payments/<uuid:checkout_id>/refund/outcome")
def refund_outcome(checkout_id: CheckoutId) -> ResponseReturnValue:
    """Ask whether the refund of this id was given."""
    query = ReceiptQuery(checkout_id=checkout_id)
    try:
        receipt = backends().call(verbs.RECEIPT, query)
    except (Unavailable, OutcomeUnknown):
        return _asking_on("shop.refund_outcome", checkout_id)
    given = named(receipt.refunds)
    if given is not None:
        return redirect(
            url_for("shop.refunded", checkout_id=checkout_id, refund=given.refund_id),
            code=303,
        )
    if _round() < SETTLED_AFTER:
        return _asking_on("shop.refund_outcome", checkout_id)
    return redirect(url_for("shop.refund", checkout_id=checkout_id, unsure=1), code=303)


def _asking_on(
    endpoint: str, checkout_id: CheckoutId, *, practising: bool = False
) -> ResponseReturnValue:
    refund = request.args.get("refund")
    again = url_for(
        endpoint, checkout_id=checkout_id, round=_round() + 1, refund=refund
    )
    by_itself = _round() < ROUNDS_MAX
    return page(
        "shop/asking.html", again=again, by_itself=by_itself, practising=practising
    )


def _round() -> int:
    return max(request.args.get("round", default=1, type=int), 1)
