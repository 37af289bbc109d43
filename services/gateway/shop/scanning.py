"""What the camera's page asks by its script, one voucher at a time; answers are JSON.

The phone names each read, so an answer that got lost on the way is asked for again.
"""

from typing import Any

from flask import Response, jsonify, request
from flask.typing import ResponseReturnValue

from machiken.contracts.redemption import (
    CheckoutQuery,
    CheckoutState,
    CheckoutView,
    ReadView,
    ReadVoucher,
    UndoRead,
    verbs,
)
from machiken.ids import CheckoutId, ReadId
from machiken.money import ZERO
from services.gateway import forms
from services.gateway.backends import backends
from services.gateway.formatting import for_viewer
from services.gateway.shop.blueprint import shop


@shop.get("/checkouts/<uuid:checkout_id>/scans")
def scans(checkout_id: CheckoutId) -> ResponseReturnValue:
    """Return how the checkout stands."""
    query = CheckoutQuery(checkout_id=checkout_id)
    return told(backends().call(verbs.CHECKOUT, query))


@shop.post("/checkouts/<uuid:checkout_id>/scans")
def scan(checkout_id: CheckoutId) -> ResponseReturnValue:
    """Read one voucher under the phone's id; the same again changes nothing."""
    asked = ReadVoucher(
        checkout_id=checkout_id,
        voucher_code=forms.text(request.form, "voucher_code"),
        read_id=ReadId(forms.uuid(request.form, "read_id")),
    )
    return told(backends().call(verbs.READ_VOUCHER, asked))


@shop.post("/checkouts/<uuid:checkout_id>/scans/<int:position>/undo")
def undo_scan(checkout_id: CheckoutId, position: int) -> ResponseReturnValue:
    """Take one voucher back out; taking it out twice is refused, and harmless."""
    undo = UndoRead(checkout_id=checkout_id, position=position)
    return told(backends().call(verbs.UNDO_READ, undo))


def told(view: CheckoutView) -> Response:
    """Return the checkout as the page's script shows it."""
    return jsonify(
        is_open=view.state is CheckoutState.OPEN,
        is_full=view.missing == ZERO,
        total=for_viewer(view.total),
        total_yen=view.total.amount,
        missing=for_viewer(view.missing),
        reads=[_read(each) for each in view.reads],
    )


def _read(read: ReadView) -> dict[str, Any]:
    return {
        "position": read.position,
        "tail": read.code_tail,
        "amount": for_viewer(read.amount),
        "left": for_viewer(read.left) if read.left.amount else None,
        "read_id": read.read_id,
    }
