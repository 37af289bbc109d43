"""返金確認 and 返金完了: a payment, or some of its vouchers, is given back for good."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from machiken.contracts.bus import ProofStale
from machiken.contracts.redemption import (
    PaidVoucher,
    PaymentUnknown,
    ReceiptQuery,
    RefundDone,
    RefundPayment,
    RefundsOff,
    RefundView,
    verbs,
)
from machiken.ids import CheckoutId, RefundId
from machiken.money import Yen, total
from machiken.refusals import Refusal
from services.gateway import forms, labels, proofs
from services.gateway.backends import OutcomeUnknown, backends
from services.gateway.pages import page
from services.gateway.shop.blueprint import shop


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What is about to be given back."""

    vouchers: Sequence[PaidVoucher]
    is_part: bool

    @property
    def amount(self) -> Yen:
        """Return what is given back."""
        return total(each.amount for each in self.vouchers)

    @property
    def worth_after(self) -> Yen:
        """Return what the vouchers are worth then (返金後残高)."""
        return total(each.balance + each.amount for each in self.vouchers)


@shop.get("/payments/<uuid:checkout_id>/refund")
def refund(checkout_id: CheckoutId) -> ResponseReturnValue:
    """Show what would be given back, and that it can't be undone."""
    return _confirmation(checkout_id, forms.numbers(request.args, "serial"), None)


@shop.post("/payments/<uuid:checkout_id>/refund")
def give_back(checkout_id: CheckoutId) -> ResponseReturnValue:
    """Give it back; the form's own id makes it once."""
    asked = RefundPayment(
        refund_id=RefundId(forms.uuid(request.form, "refund_id")),
        checkout_id=checkout_id,
        amount=forms.yen(request.form, "amount"),
        serials=tuple(forms.numbers(request.form, "serial")),
    )
    refund_id = asked.refund_id
    try:
        backends().call(verbs.REFUND_PAYMENT, asked)
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


def named(refunds: Sequence[RefundView]) -> RefundView | None:
    """Return the refund that the address names, or else the latest, or None."""
    wanted = request.args.get("refund", type=uuid.UUID)
    if wanted is not None:
        return next((each for each in refunds if each.refund_id == wanted), None)
    return refunds[-1] if refunds else None


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
