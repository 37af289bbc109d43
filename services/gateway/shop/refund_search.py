"""返金処理: find the payment that is to be given back."""

from dataclasses import replace

from flask import request
from flask.typing import ResponseReturnValue

from machiken.contracts.redemption import (
    FindPayments,
    Payments,
    RefundsOff,
    SearchEmpty,
    verbs,
)
from machiken.refusals import Refusal
from services.gateway import formatting, forms, labels
from services.gateway.backends import backends
from services.gateway.pages import page
from services.gateway.refusals import AmountUnreadable, DayUnreadable
from services.gateway.shop.blueprint import shop
from services.gateway.sign_in_pages import UNFILLED

FIELDS = ("payment_no", "paid_on", "amount")


@shop.get("/refunds")
def refunds() -> ResponseReturnValue:
    """Show the search, and what it found; the address holds the conditions."""
    if not labels.switched_on("refunds"):
        return _page(None, RefundsOff())
    if not any(name in request.args for name in FIELDS):
        return _page(None, None)
    try:
        found = backends().call(verbs.FIND_PAYMENTS, _conditions())
    except (SearchEmpty, AmountUnreadable, DayUnreadable, *UNFILLED) as refusal:
        return _page(None, refusal)
    return _page(found, None)


def _conditions() -> FindPayments:
    # Long numbers are printed in groups; people copy the spaces too.
    payment_no = forms.optional(request.args, "payment_no").replace(" ", "")
    wanted = FindPayments(payment_no=payment_no or None)
    if forms.optional(request.args, "paid_on"):
        wanted = replace(wanted, paid_on=forms.day(request.args, "paid_on"))
    if forms.optional(request.args, "amount"):
        wanted = replace(wanted, amount=forms.yen(request.args, "amount"))
    return wanted


def _page(found: Payments | None, refusal: Refusal | None) -> ResponseReturnValue:
    return page(
        "shop/refunds.html",
        refusal,
        found=found,
        typed={name: request.args.get(name, "") for name in FIELDS},
        today=formatting.today(),
    )
