"""What a till and a company's PC have in common where a payment is given back."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from flask import request

from machiken.contracts.redemption import PaidVoucher, RefundPayment, RefundView
from machiken.ids import CheckoutId, RefundId
from machiken.money import Yen, total
from services.gateway import forms


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


def asked(checkout_id: CheckoutId) -> RefundPayment:
    """Return what the form asks for; its own id makes it once."""
    return RefundPayment(
        refund_id=RefundId(forms.uuid(request.form, "refund_id")),
        checkout_id=checkout_id,
        amount=forms.yen(request.form, "amount"),
        serials=tuple(forms.numbers(request.form, "serial")),
    )


def named(refunds: Sequence[RefundView]) -> RefundView | None:
    """Return the refund that the address names, or else the latest, or None."""
    wanted = request.args.get("refund", type=uuid.UUID)
    if wanted is not None:
        return next((each for each in refunds if each.refund_id == wanted), None)
    return refunds[-1] if refunds else None
