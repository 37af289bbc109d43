"""決済リファンド, one payment: a last look, the refund, and what came of it."""

import uuid
from collections.abc import Sequence

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from machiken.contracts.bus import ProofStale
from machiken.contracts.redemption import (
    PaymentUnknown,
    PortalRefundsOff,
    ReceiptQuery,
    RefundDone,
    verbs,
)
from machiken.ids import CheckoutId
from machiken.refusals import Refusal
from services.gateway import budgets, forms, labels, proofs
from services.gateway.backends import OutcomeUnknown, backends
from services.gateway.pages import page
from services.gateway.portal.blueprint import portal
from services.gateway.portal.merchant_names import name_of
from services.gateway.refunding import Choice, asked, named


@portal.get("/payments/<uuid:checkout_id>/refund")
def refund(checkout_id: CheckoutId) -> ResponseReturnValue:
    """Show what would be given back, and that it can't be undone."""
    return _look(checkout_id, forms.numbers(request.args, "serial"), None)


@portal.post("/payments/<uuid:checkout_id>/refund")
@budgets.spends(budgets.CHANGES)
def give_back(checkout_id: CheckoutId) -> ResponseReturnValue:
    """Give it back; the form's own id makes it once."""
    wanted = asked(checkout_id)
    try:
        backends().call(verbs.REFUND_PAYMENT, wanted)
    except OutcomeUnknown:
        # Unknown, not failed: the page shows what is known, and the same id is safe.
        again = url_for(
            "portal.refund",
            checkout_id=checkout_id,
            unsure=wanted.refund_id,
            serial=list(wanted.serials),
        )
        return redirect(again, code=303)
    except (PaymentUnknown, ProofStale, PortalRefundsOff):
        raise
    except Refusal as refusal:
        return _look(checkout_id, (), refusal)
    done = url_for("portal.refunded", checkout_id=checkout_id, refund=wanted.refund_id)
    return redirect(done, code=303)


@portal.get("/payments/<uuid:checkout_id>/refunded")
def refunded(checkout_id: CheckoutId) -> ResponseReturnValue:
    """Show that it was given back."""
    receipt = backends().call(verbs.RECEIPT, ReceiptQuery(checkout_id=checkout_id))
    given = named(receipt.refunds)
    if given is None:
        return redirect(url_for("portal.refund", checkout_id=checkout_id), code=303)
    return page(
        "portal/refunded.html",
        receipt=receipt,
        given=given,
        merchant_name=name_of(receipt.merchant_code),
    )


def _look(
    checkout_id: CheckoutId, serials: Sequence[int], refusal: Refusal | None
) -> ResponseReturnValue:
    if not labels.switched_on("portal_refunds"):
        raise PortalRefundsOff
    query = ReceiptQuery(checkout_id=checkout_id)
    paid = backends().call(verbs.PAID_VOUCHERS, query)
    unsure = request.args.get("unsure", type=uuid.UUID)
    if any(each.refund_id == unsure for each in paid.receipt.refunds):
        done = url_for("portal.refunded", checkout_id=checkout_id, refund=unsure)
        return redirect(done, code=303)
    whole = paid.receipt.refund
    if whole is not None and refusal is None:
        refusal = RefundDone(refunded_at=whole.refunded_at.isoformat())
    left = [each for each in paid.vouchers if each.refunded_at is None]
    chosen = [each for each in left if each.serial in set(serials)]
    if whole is None:
        proofs.ask_if_stale()
    return page(
        "portal/refund.html",
        refusal,
        receipt=paid.receipt,
        merchant_name=name_of(paid.receipt.merchant_code),
        left=left,
        choice=Choice(vouchers=chosen or left, is_part=bool(chosen)),
        in_parts=labels.switched_on("part_refunds") and len(left) > 1,
        refund_id=unsure or uuid.uuid4(),
        unsure=unsure is not None,
    )
