"""What a browser keeps beyond its sessions: by it a device is known again.

It opens nothing. A known device has its own count of failures and of visits, so that
nobody who fails on purpose elsewhere keeps it out. The gateway's signature tells at a
glance that somebody signed in there; auth alone knows who.
"""

from typing import Final

from flask import current_app, request
from itsdangerous import BadSignature, Signer
from werkzeug.wrappers import Response

from machiken.contracts.auth import Origin
from services.gateway.translating import gettext, marked

_KEPT_S: Final = 400 * 24 * 3600
"""As long as browsers keep a cookie at most."""
_SAID_CHARS_MAX: Final = 400
_NAMED_IN_JAPANESE: Final = (marked("不明な端末"), marked("ブラウザー"))
"""What auth may call a device, or part of it; the rest are names of products."""


def secret() -> str:
    """Return what the device kept, or nothing, also where we never gave it."""
    kept = request.cookies.get(_cookie_name(), "")
    try:
        return _signer().unsign(kept).decode()
    except BadSignature:
        return ""


def is_known() -> bool:
    """Return whether somebody has signed in on this device."""
    return bool(secret())


def user_agent() -> str:
    """Return how the browser names itself; as much of it as anybody needs."""
    return request.headers.get("User-Agent", "")[:_SAID_CHARS_MAX]


def in_words(name: str) -> str:
    """Return auth's name of a device, 「Android の Chrome」, for the viewer."""
    system, of, browser = name.partition(" の ")
    if not of:
        return gettext(name) if name else ""
    said = gettext("%(system)s の %(browser)s")
    return said % {"system": system, "browser": gettext(browser)}


def origin() -> Origin:
    """Return from where the viewer acts, for the audit."""
    return Origin(address=request.remote_addr or "", user_agent=user_agent())


def remember(response: Response, device_secret: str) -> None:
    """Have the device keep its secret."""
    response.set_cookie(
        _cookie_name(),
        signed(device_secret),
        max_age=_KEPT_S,
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
        path="/",
    )


def signed(device_secret: str) -> str:
    """Return what a device keeps: its secret, and that it was given by us."""
    return _signer().sign(device_secret).decode()


def _signer() -> Signer:
    return Signer(current_app.config["SECRET_KEY"], salt="device")


def _cookie_name() -> str:
    prefix = "__Host-" if current_app.config["SESSION_COOKIE_SECURE"] else ""
    return f"{prefix}machiken-device"
