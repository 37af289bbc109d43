"""「ログイン状態を保存」: a browser whose session is over gets a new one, unasked."""

from typing import Final

from flask import current_app, g, request
from werkzeug.wrappers import Response

from machiken.contracts.auth import (
    RecallSession,
    SessionOpened,
    SessionUnknown,
    Site,
    verbs,
)
from machiken.contracts.bus import NotSignedIn
from services.gateway import devices
from services.gateway.backends import backends

_KEPT_S: Final = 30 * 24 * 3600


def recall(site: Site) -> SessionOpened:
    """Return a new session for a browser that stays signed in.

    Raises `NotSignedIn` for others; a token that is worthless is taken from them.
    """
    token = request.cookies.get(_cookie_name(site))
    if not token:
        raise NotSignedIn
    asked = RecallSession(
        site=site,
        remember_token=token,
        address=request.remote_addr or "",
        user_agent=devices.user_agent(),
    )
    try:
        opened = backends().call_as_visitor(verbs.RECALL_SESSION, asked)
    except SessionUnknown as unknown:
        g.forget_token_of = site
        raise NotSignedIn from unknown
    g.recalled = (site, opened)
    return opened


def keep(response: Response, site: Site, token: str) -> None:
    """Have the browser stay signed in."""
    response.set_cookie(
        _cookie_name(site),
        token,
        max_age=_KEPT_S,
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
        path="/",
    )


def forget(response: Response, site: Site) -> None:
    """Have the browser stay signed in no more."""
    if _cookie_name(site) not in request.cookies:
        return
    response.delete_cookie(
        _cookie_name(site),
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
        path="/",
    )


def _cookie_name(site: Site) -> str:
    prefix = "__Host-" if current_app.config["SESSION_COOKIE_SECURE"] else ""
    return f"{prefix}machiken-stay-{site.value}"
