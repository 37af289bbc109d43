"""決済完了: the proof, at an address of its own; reloading it changes nothing."""

from flask.typing import ResponseReturnValue

from machiken.contracts.redemption import ReceiptQuery, verbs
from machiken.ids import CheckoutId
from services.gateway.backends import backends
from services.gateway.pages import page
from services.gateway.shop.blueprint import shop


@shop.get("/payments/<uuid:checkout_id>")
def receipt(checkout_id: CheckoutId) -> ResponseReturnValue:
    """Show the payment: unmistakably done, or given back since."""
    query = ReceiptQuery(checkout_id=checkout_id)
    return page("shop/receipt.html", receipt=backends().call(verbs.RECEIPT, query))
