"""返金確認 and 返金完了: a payment, or some of its vouchers, is given back for good."""

import uuid
from collections.abc import Sequence

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from machiken.contracts.bus import ProofStale
from machiken.contracts.redemption import (
    PaymentUnknown,
    ReceiptQuery,
    RefundDone,
    RefundsOff,
    verbs,
)
from machiken.ids import CheckoutId
from machiken.refusals import Refusal
from services.gateway import forms, labels, proofs
from services.gateway.backends import OutcomeUnknown, backends
from services.gateway.pages import page
from services.gateway.refunding import Choice, asked, named
from services.gateway.shop.blueprint import shop


@shop.get("/payments/<uuid:checkout_id>/refund")
def refund(checkout_id: CheckoutId) -> ResponseReturnValue:
    """Show what would be given back, and that it can't be undone."""
    return _confirmation(checkout_id, forms.numbers(request.args, "serial"), None)


@shop.post("/payments/<uuid:checkout_id>/refund")
def give_back(checkout_id: CheckoutId) -> ResponseReturnValue:
    """Give it back; the form's own id makes it once."""
    wanted = asked(checkout_id)
    refund_id = wanted.refund_id
    try:
        backends().call(verbs.REFUND_PAYMENT, wanted)
    except OutcomeUnknown:
        return redirect(
            url_for("shop.refund_outcome", checkout_id=checkout_id, refund=refund_id),
            code=303,
        )
    except (PaymentUnknown, ProofStale):
        raise
    except Refusal as refusal:
        return _confirmation(checkout_id, (), refusal)
    return redirect(
        url_for("shop.refunded", checkout_id=checkout_id, refund=refund_id), code=303
    )


@shop.get("/payments/<uuid:checkout_id>/refunded")
def refunded(checkout_id: CheckoutId) -> ResponseReturnValue:
    """Show that it was given back."""
    query = ReceiptQuery(checkout_id=checkout_id)
    receipt = backends().call(verbs.RECEIPT, query)
    given = named(receipt.refunds)
    if given is None:
        return redirect(url_for("shop.refund", checkout_id=checkout_id), code=303)
    return page("shop/refunded.html", receipt=receipt, given=given)


def _confirmation(
    checkout_id: CheckoutId, serials: Sequence[int], refusal: Refusal | None
) -> ResponseReturnValue:
    query = ReceiptQuery(checkout_id=checkout_id)
    paid = backends().call(verbs.PAID_VOUCHERS, query)
    whole = paid.receipt.refund
    if refusal is None and not labels.switched_on("refunds"):
        refusal = RefundsOff()
    elif whole is not None and refusal is None:
        refusal = RefundDone(refunded_at=whole.refunded_at.isoformat())
    left = [each for each in paid.vouchers if each.refunded_at is None]
    chosen = [each for each in left if each.serial in set(serials)]
    if whole is None:
        proofs.ask_if_stale()
    return page(
        "shop/refund.html",
        refusal,
        receipt=paid.receipt,
        left=left,
        choice=Choice(vouchers=chosen or left, is_part=bool(chosen)),
        in_parts=labels.switched_on("part_refunds") and len(left) > 1,
        refund_id=uuid.uuid4(),
        unsure="unsure" in request.args,
    )
