"""決済リファンド: find the payment of one of the company's merchants (S-PC-2)."""

from dataclasses import replace

from flask import request
from flask.typing import ResponseReturnValue

from machiken.contracts.redemption import (
    FindCompanyPayments,
    MerchantOfOthers,
    Payments,
    PortalRefundsOff,
    SearchEmpty,
)
from machiken.contracts.redemption import verbs as redemption
from machiken.contracts.settlement import MerchantsQuery
from machiken.contracts.settlement import verbs as settlement
from machiken.ids import MerchantCode
from machiken.refusals import Refusal
from services.gateway import formatting, forms, labels
from services.gateway.backends import backends
from services.gateway.pages import page
from services.gateway.portal.blueprint import portal
from services.gateway.refusals import AmountUnreadable, DayUnreadable
from services.gateway.sign_in_pages import UNFILLED

FIELDS = ("merchant_code", "payment_no", "paid_on", "amount")


@portal.get("/refunds")
def refunds() -> ResponseReturnValue:
    """Show the search, and what it found; the address holds the conditions."""
    if not labels.switched_on("portal_refunds"):
        raise PortalRefundsOff
    if not any(name in request.args for name in FIELDS):
        return _page(None, None)
    try:
        found = backends().call(redemption.FIND_COMPANY_PAYMENTS, _conditions())
    except (
        SearchEmpty,
        MerchantOfOthers,
        AmountUnreadable,
        DayUnreadable,
        *UNFILLED,
    ) as refusal:
        return _page(None, refusal)
    return _page(found, None)


def _conditions() -> FindCompanyPayments:
    # Long numbers are printed in groups; people copy the spaces too.
    payment_no = forms.optional(request.args, "payment_no").replace(" ", "")
    merchant = forms.optional(request.args, "merchant_code")
    wanted = FindCompanyPayments(
        merchant_code=MerchantCode(merchant) if merchant else None,
        payment_no=payment_no or None,
    )
    if forms.optional(request.args, "paid_on"):
        wanted = replace(wanted, paid_on=forms.day(request.args, "paid_on"))
    if forms.optional(request.args, "amount"):
        wanted = replace(wanted, amount=forms.yen(request.args, "amount"))
    return wanted


def _page(found: Payments | None, refusal: Refusal | None) -> ResponseReturnValue:
    merchants = backends().call(settlement.MERCHANTS, MerchantsQuery()).merchants
    return page(
        "portal/refunds.html",
        refusal,
        found=found,
        typed={name: request.args.get(name, "") for name in FIELDS},
        merchants=merchants,
        names={each.merchant_code: each.merchant_name for each in merchants},
        today=formatting.today(),
    )
