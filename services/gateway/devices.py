"""What a browser keeps beyond its sessions: by it a device is known again.

It opens nothing. A known device has its own count of failures, so that nobody who fails
on purpose elsewhere keeps it out.
"""

from typing import Final

from flask import current_app, request
from werkzeug.wrappers import Response

from machiken.contracts.auth import Origin

_KEPT_S: Final = 400 * 24 * 3600
"""As long as browsers keep a cookie at most."""
_SAID_CHARS_MAX: Final = 400


def secret() -> str:
    """Return what the device kept, or nothing."""
    return request.cookies.get(_cookie_name(), "")


def user_agent() -> str:
    """Return how the browser names itself; as much of it as anybody needs."""
    return request.headers.get("User-Agent", "")[:_SAID_CHARS_MAX]


def origin() -> Origin:
    """Return from where the viewer acts, for the audit."""
    return Origin(address=request.remote_addr or "", user_agent=user_agent())


def remember(response: Response, device_secret: str) -> None:
    """Have the device keep its secret."""
    response.set_cookie(
        _cookie_name(),
        device_secret,
        max_age=_KEPT_S,
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
        path="/",
    )


def _cookie_name() -> str:
    prefix = "__Host-" if current_app.config["SESSION_COOKIE_SECURE"] else ""
    return f"{prefix}machiken-device"
