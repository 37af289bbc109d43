"""検索: a voucher, a payment or a merchant, by what somebody reads out.

The text goes by POST: a voucher's code is a secret, and has no business in an address.
"""

from datetime import date

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from machiken.contracts import auth
from machiken.contracts.auth import (
    MerchantCampaignUnknown,
    MerchantLine,
    MerchantListQuery,
    MerchantQuery,
)
from machiken.contracts.redemption import (
    CampaignUnknown,
    OfficePaymentQuery,
    OfficePaymentsQuery,
    OfficeSearch,
    SearchEmpty,
    SearchHits,
    VoucherMalformed,
    verbs,
)
from machiken.ids import CheckoutId, IssuerCode, MerchantId
from services.gateway import forms, places
from services.gateway.backends import backends
from services.gateway.office import menu
from services.gateway.office.acting import calls
from services.gateway.office.blueprint import office
from services.gateway.pages import page
from services.gateway.refusals import FieldMissing, FieldTooLong

NOTHING = SearchHits(voucher=None, payment=None)

menu.add(
    menu.Section.SEARCH, "office.search", "検索", also=frozenset({"office.payment"})
)


@office.get("/search")
@calls(verbs.OFFICE_SEARCH)
def search() -> ResponseReturnValue:
    """Ask what to look for."""
    return page("office/search.html", text="", hits=None, merchants=())


@office.post("/search")
@calls(verbs.OFFICE_SEARCH)
def search_for() -> ResponseReturnValue:
    """Look for it among vouchers, payments and merchants."""
    issuer = places.issuer_code()
    if issuer is None:
        return redirect(url_for("office.top"), code=303)
    try:
        text = forms.text(request.form, "text")
        hits = backends().call(
            verbs.OFFICE_SEARCH, OfficeSearch(issuer_code=issuer, text=text)
        )
    except VoucherMalformed:
        hits = NOTHING  # then it may be a merchant's name
    except (FieldMissing, FieldTooLong, SearchEmpty, CampaignUnknown) as refusal:
        return page("office/search.html", refusal, text="", hits=None, merchants=())
    if hits.payment is not None:
        return redirect(
            url_for("office.payment", checkout_id=hits.payment.checkout_id), code=303
        )
    merchants = () if hits.voucher else _merchants(issuer, text)
    return page("office/search.html", text=text, hits=hits, merchants=merchants)


@office.get("/payments/<uuid:checkout_id>")
@calls(verbs.OFFICE_PAYMENT)
def payment(checkout_id: CheckoutId) -> ResponseReturnValue:
    """Show a payment with its vouchers."""
    query = OfficePaymentQuery(checkout_id=checkout_id)
    return page(
        "office/payment.html", payment=backends().call(verbs.OFFICE_PAYMENT, query)
    )


@office.get("/merchants/<uuid:merchant_id>/payments")
@calls(verbs.OFFICE_PAYMENTS)
def payments_of_merchant(merchant_id: MerchantId) -> ResponseReturnValue:
    """Show a merchant's payments of one day, or the latest."""
    paid_on = _day()
    query = OfficePaymentsQuery(merchant_id=merchant_id, paid_on=paid_on)
    found = backends().call(verbs.OFFICE_PAYMENTS, query)
    merchant = backends().call(
        auth.verbs.MERCHANT, MerchantQuery(merchant_id=merchant_id)
    )
    return page(
        "office/payments.html",
        found=found,
        merchant=merchant.line,
        paid_on=paid_on.isoformat() if paid_on else "",
    )


def _day() -> date | None:
    if not forms.optional(request.args, "paid_on"):
        return None
    return forms.day(request.args, "paid_on")


def _merchants(issuer: IssuerCode, text: str) -> tuple[MerchantLine, ...]:
    query = MerchantListQuery(issuer_code=issuer, text=text)
    try:
        return backends().call(auth.verbs.MERCHANTS, query).lines
    except MerchantCampaignUnknown:
        return ()
