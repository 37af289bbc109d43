"""決済継続確認: vouchers are read one by one, and the total grows."""

from collections.abc import Sequence

from flask import make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from machiken.contracts.bus import NotSignedIn
from machiken.contracts.redemption import (
    CheckoutClosed,
    CheckoutQuery,
    CheckoutState,
    CheckoutUnknown,
    CheckoutView,
    ReadUnknown,
    ReadVoucher,
    UndoRead,
    verbs,
)
from machiken.ids import CheckoutId
from machiken.money import ZERO
from machiken.refusals import Refusal
from services.gateway import forms, security
from services.gateway.backends import OutcomeUnknown, backends
from services.gateway.pages import page, status_of
from services.gateway.shop import half_done
from services.gateway.shop.blueprint import shop

ELSEWHERE = (CheckoutClosed, CheckoutUnknown, NotSignedIn)
"""Refusals after which this page has nothing to show."""


@shop.get("/checkouts/<uuid:checkout_id>")
def checkout(checkout_id: CheckoutId) -> ResponseReturnValue:
    """Show what was read so far, and read on."""
    return show(checkout_id, ())


@shop.post("/checkouts/<uuid:checkout_id>/reads")
def read_voucher(checkout_id: CheckoutId) -> ResponseReturnValue:
    """Read one voucher by its typed or pasted code."""
    try:
        code = forms.text(request.form, "voucher_code")
        view = read(checkout_id, code)
    except ELSEWHERE:
        return redirect(url_for("shop.checkout", checkout_id=checkout_id), code=303)
    except OutcomeUnknown:
        return unsure(checkout_id)
    except Refusal as refusal:
        return show(checkout_id, (refusal,))
    return go_on(view)


@shop.post("/checkouts/<uuid:checkout_id>/reads/<int:position>/undo")
def undo_read(checkout_id: CheckoutId, position: int) -> ResponseReturnValue:
    """Take one voucher back out; taking it out twice is the same."""
    undo = UndoRead(checkout_id=checkout_id, position=position)
    try:
        backends().call(verbs.UNDO_READ, undo)
    except (ReadUnknown, CheckoutClosed):
        pass  # the page shows how it stands
    except OutcomeUnknown:
        return unsure(checkout_id)
    return redirect(url_for("shop.checkout", checkout_id=checkout_id), code=303)


def read(checkout_id: CheckoutId, code: str) -> CheckoutView:
    """Return the checkout after the voucher was read into it, or raise why not."""
    request = ReadVoucher(checkout_id=checkout_id, voucher_code=code)
    return backends().call(verbs.READ_VOUCHER, request)


def go_on(view: CheckoutView) -> ResponseReturnValue:
    """Go where a clerk goes next: to another voucher, or to 決済確認 when full."""
    full = view.missing == ZERO
    page_next = "shop.confirmation" if full else "shop.checkout"
    newest = max((each.position for each in view.reads), default=None)
    return redirect(
        url_for(page_next, checkout_id=view.checkout_id, read=newest), code=303
    )


def unsure(checkout_id: CheckoutId) -> ResponseReturnValue:
    """Show the list as it is, and ask to compare it with the paper."""
    return redirect(
        url_for("shop.checkout", checkout_id=checkout_id, unsure=1), code=303
    )


def show(checkout_id: CheckoutId, refusals: Sequence[Refusal]) -> ResponseReturnValue:
    """Return the page, with what was refused just now."""
    query = CheckoutQuery(checkout_id=checkout_id)
    view = backends().call(verbs.CHECKOUT, query)
    if view.state is CheckoutState.REDEEMED:
        return redirect(url_for("shop.receipt", checkout_id=checkout_id), code=303)
    if view.state is not CheckoutState.OPEN:
        return page("shop/checkout_ended.html", checkout=view)
    status = status_of(refusals[0]) if refusals else 200
    shown, _ = page(
        "shop/checkout.html",
        checkout=view,
        refusals=refusals,
        newest=request.args.get("read", type=int),
        unsure="unsure" in request.args,
    )
    response = security.with_camera(make_response(shown, status))
    half_done.keep(response, checkout_id)
    return response
