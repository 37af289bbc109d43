"""返金確認 and 返金完了: a whole payment is given back, once and for good."""

import uuid

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from machiken.contracts.bus import ProofStale
from machiken.contracts.redemption import (
    PaymentUnknown,
    Receipt,
    ReceiptQuery,
    RefundDone,
    RefundPayment,
    verbs,
)
from machiken.ids import CheckoutId, RefundId
from machiken.refusals import Refusal
from services.gateway import forms, proofs
from services.gateway.backends import OutcomeUnknown, backends
from services.gateway.pages import page
from services.gateway.shop.blueprint import shop


@shop.get("/payments/<uuid:checkout_id>/refund")
def refund(checkout_id: CheckoutId) -> ResponseReturnValue:
    """Show what would be given back, and that it can't be undone."""
    return _confirmation(checkout_id, None)


@shop.post("/payments/<uuid:checkout_id>/refund")
def give_back(checkout_id: CheckoutId) -> ResponseReturnValue:
    """Give it back; the form's own id makes it once."""
    asked = RefundPayment(
        refund_id=RefundId(forms.uuid(request.form, "refund_id")),
        checkout_id=checkout_id,
        amount=forms.yen(request.form, "amount"),
    )
    try:
        backends().call(verbs.REFUND_PAYMENT, asked)
    except OutcomeUnknown:
        return redirect(
            url_for("shop.refund_outcome", checkout_id=checkout_id), code=303
        )
    except (PaymentUnknown, ProofStale):
        raise
    except Refusal as refusal:
        return _confirmation(checkout_id, refusal)
    return redirect(url_for("shop.refunded", checkout_id=checkout_id), code=303)


@shop.get("/payments/<uuid:checkout_id>/refunded")
def refunded(checkout_id: CheckoutId) -> ResponseReturnValue:
    """Show that it was given back."""
    receipt = _receipt(checkout_id)
    if receipt.refund is None:
        return redirect(url_for("shop.refund", checkout_id=checkout_id), code=303)
    return page("shop/refunded.html", receipt=receipt)


def _confirmation(
    checkout_id: CheckoutId, refusal: Refusal | None
) -> ResponseReturnValue:
    receipt = _receipt(checkout_id)
    if receipt.refund is not None and refusal is None:
        refusal = RefundDone(refunded_at=receipt.refund.refunded_at.isoformat())
    if receipt.refund is None:
        proofs.ask_if_stale()
    return page(
        "shop/refund.html",
        refusal,
        receipt=receipt,
        refund_id=uuid.uuid4(),
        unsure="unsure" in request.args,
    )


def _receipt(checkout_id: CheckoutId) -> Receipt:
    return backends().call(verbs.RECEIPT, ReceiptQuery(checkout_id=checkout_id))
