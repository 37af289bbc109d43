"""決済完了: the proof, at an address of its own; reloading it changes nothing."""

from flask.typing import ResponseReturnValue

from machiken.contracts.redemption import ReceiptQuery, verbs
from machiken.ids import CheckoutId
from machiken.money import ZERO
from services.gateway import labels
from services.gateway.backends import backends
from services.gateway.pages import page
from services.gateway.shop.blueprint import shop


@shop.get("/payments/<uuid:checkout_id>")
def receipt(checkout_id: CheckoutId) -> ResponseReturnValue:
    """Show the payment: unmistakably done, or given back since."""
    query = ReceiptQuery(checkout_id=checkout_id)
    if not labels.switched_on("balances"):
        shown = backends().call(verbs.RECEIPT, query)
        return page("shop/receipt.html", receipt=shown, rests=())
    paid = backends().call(verbs.PAID_VOUCHERS, query)
    rests = [each for each in paid.vouchers if each.balance > ZERO]
    return page("shop/receipt.html", receipt=paid.receipt, rests=rests)
