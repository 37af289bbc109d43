"""Vouchers read from a photo: for phones whose camera page does not work."""

import threading
from collections.abc import Sequence
from typing import Final

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from machiken.contracts.redemption import CheckoutView
from machiken.ids import CheckoutId
from machiken.refusals import Refusal
from services.gateway.backends import OutcomeUnknown
from services.gateway.qr_photo import PhotoReason, PhotoUnreadable, codes_in_photo
from services.gateway.refusals import (
    PhotoMissing,
    PhotoNoPicture,
    PhotosWaiting,
    PhotoTooBig,
    PhotoWithoutCode,
)
from services.gateway.shop import checkout
from services.gateway.shop.blueprint import shop

AT_ONCE_MAX: Final = 2
"""Photos that one process looks at together: each takes much of a core."""
PATIENCE_S: Final = 3.0

_REFUSALS: Final[dict[PhotoReason, type[Refusal]]] = {
    PhotoReason.TOO_BIG: PhotoTooBig,
    PhotoReason.NOT_A_PICTURE: PhotoNoPicture,
    PhotoReason.NO_CODE: PhotoWithoutCode,
}
_desks = threading.BoundedSemaphore(AT_ONCE_MAX)


@shop.post("/checkouts/<uuid:checkout_id>/photos")
def read_photo(checkout_id: CheckoutId) -> ResponseReturnValue:
    """Read every voucher on the photo; those that are refused are named."""
    try:
        view, refusals = _read_each(checkout_id, codes())
    except checkout.ELSEWHERE:
        return redirect(url_for("shop.checkout", checkout_id=checkout_id), code=303)
    except OutcomeUnknown:
        return checkout.unsure(checkout_id)
    except Refusal as refusal:
        return checkout.show(checkout_id, (refusal,))
    if view is not None and not refusals:
        return checkout.go_on(view)
    return checkout.show(checkout_id, refusals)


def codes() -> list[str]:
    """Return the codes on the photo that was sent, or raise why there are none."""
    photo = request.files.get("photo")
    if photo is None or not photo.filename:
        raise PhotoMissing
    if not _desks.acquire(timeout=PATIENCE_S):
        raise PhotosWaiting
    try:
        return codes_in_photo(photo.read())
    except PhotoUnreadable as unreadable:
        raise _REFUSALS[unreadable.reason] from unreadable
    finally:
        _desks.release()


def _read_each(
    checkout_id: CheckoutId, found: Sequence[str]
) -> tuple[CheckoutView | None, list[Refusal]]:
    """Return how the checkout stands after all were tried, and what was refused."""
    view: CheckoutView | None = None
    refusals: list[Refusal] = []
    for code in found:
        try:
            view = checkout.read(checkout_id, code)
        except checkout.ELSEWHERE:
            raise
        except Refusal as refusal:
            refusals.append(refusal)
    return view, refusals
