"""A basket left half done: after a crash or an empty battery the top page leads back.

The phone keeps the checkout's id for an hour, whatever becomes of its session. The id
opens nothing: a checkout is shown to its own merchant only.
"""

from typing import Final
from uuid import UUID

from flask import current_app, request
from werkzeug.wrappers import Response

from machiken.contracts.redemption import (
    CheckoutQuery,
    CheckoutState,
    CheckoutUnknown,
    CheckoutView,
    verbs,
)
from machiken.ids import CheckoutId
from services.gateway.backends import OutcomeUnknown, Unavailable, backends

_KEPT_S: Final = 3600
"""A checkout ends ten minutes after its last read; an hour is a tall stack of paper."""


def keep(response: Response, checkout_id: CheckoutId) -> None:
    """Have the phone keep which checkout it works on."""
    response.set_cookie(
        _cookie_name(),
        str(checkout_id),
        max_age=_KEPT_S,
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
        path="/",
    )


def found() -> CheckoutView | None:
    """Return the checkout to go on with, or None: the till works without it, too."""
    try:
        checkout_id = CheckoutId(UUID(request.cookies.get(_cookie_name(), "")))
        query = CheckoutQuery(checkout_id=checkout_id)
        view = backends().call(verbs.CHECKOUT, query)
    except (ValueError, CheckoutUnknown, Unavailable, OutcomeUnknown):
        return None
    half_done = view.state is CheckoutState.OPEN and bool(view.reads)
    return view if half_done else None


def _cookie_name() -> str:
    prefix = "__Host-" if current_app.config["SESSION_COOKIE_SECURE"] else ""
    return f"{prefix}machiken-checkout"
