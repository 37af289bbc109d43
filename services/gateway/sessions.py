"""Sessions: a secret in the browser's cookie, and a guard before every page.

Each site has its own cookie. A page is closed to visitors unless it says otherwise.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Final, TypeVar, cast

from flask import Blueprint, after_this_request, current_app, g, request
from werkzeug.wrappers import Response

from machiken.contracts.auth import (
    EndSession,
    ResumeSession,
    SessionOpened,
    SessionUnknown,
    SessionView,
    Site,
    verbs,
)
from machiken.contracts.bus import NotSignedIn, PasswordChangeDue
from services.gateway import devices, remembering
from services.gateway.backends import OutcomeUnknown, Unavailable, backends
from services.gateway.session_cache import SessionCache

_OPEN: Final = "open_to_visitors"
_BEFORE_CHANGE: Final = "open_before_change"

View = TypeVar("View", bound=Callable[..., object])


def open_to_visitors(view: View) -> View:
    """Mark a page that may be seen without being signed in."""
    setattr(view, _OPEN, True)
    return view


def open_before_change(view: View) -> View:
    """Mark a page that may be seen while the initial password is still to change."""
    setattr(view, _BEFORE_CHANGE, True)
    return view


def is_open(endpoint: str) -> bool:
    """Return whether the page may be seen without being signed in."""
    return bool(getattr(current_app.view_functions[endpoint], _OPEN, False))


def guard(blueprint: Blueprint, site: Site) -> None:
    """Close the blueprint's pages to everybody who is not signed in to `site`."""

    @blueprint.before_request
    def only_signed_in() -> None:
        assert request.endpoint is not None, "a page of a blueprint has its endpoint"
        if is_open(request.endpoint):
            return
        g.viewer = _viewer(secret_of(site), site)
        if g.viewer.must_change_password and not _is_change(request.endpoint):
            raise PasswordChangeDue


def recognise(site: Site) -> None:
    """Note who is in, on a page that is open to visitors, too; nobody is no matter."""
    secret = secret_of(site)
    if not secret:
        return
    try:
        viewer = cache().find(secret, site) or _looked_up(secret, site)
    except (NotSignedIn, OutcomeUnknown, Unavailable):
        return
    if not viewer.must_change_password:
        g.viewer = viewer
        g.renew_viewer = lambda: _looked_up(secret, site)


def begin(response: Response, site: Site, secret: str) -> Response:
    """Have the browser keep the session's secret, until it is closed."""
    response.set_cookie(
        cookie_name(site),
        secret,
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
        path="/",
    )
    return response


def renew(response: Response, site: Site, secret: str) -> Response:
    """Have the browser keep its session's new secret; the one before is forgotten.

    Nothing to keep leaves the browser as it is.
    """
    if not secret:
        return response
    cache().forget_replaced(secret_of(site), site)
    if "recalled" in g:  # on the way here: its browser knows of no secret yet
        g.recalled = (site, replace(g.recalled[1], session_secret=secret))
    return begin(response, site, secret)


def go_on(site: Site, secret: str) -> None:
    """Go on with the session's new secret: this page at once, its browser after it.

    Whatever becomes of the page, the secret before is worth nothing any more.
    """
    now = secret or secret_of(site)
    g.renew_viewer = lambda: _looked_up(now, site)
    g.viewer = g.renew_viewer()

    @after_this_request
    def renewed(response: Response) -> Response:
        return renew(response, site, secret)


def end(response: Response, site: Site) -> Response:
    """End the session everywhere: at auth, in the cache and in the browser."""
    secret = secret_of(site)
    if secret:
        cache().forget(secret, site)
        backends().call_as_visitor(verbs.END_SESSION, _ending(secret))
        cache().forget(secret, site)  # a page in between may have put it back
    response.delete_cookie(
        cookie_name(site),
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
        path="/",
    )
    remembering.forget(response, site)
    return response


def secret_of(site: Site) -> str:
    """Return the secret of the browser's session, or nothing."""
    if "recalled" in g:
        opened: SessionOpened = g.recalled[1]
        return opened.session_secret
    return request.cookies.get(cookie_name(site), "")


def cookie_name(site: Site) -> str:
    """Return the name of the site's cookie; `__Host-` pins it to this very host."""
    prefix = "__Host-" if current_app.config["SESSION_COOKIE_SECURE"] else ""
    return f"{prefix}machiken-{site.value}"


def cache() -> SessionCache:
    """Return the running application's memory of sessions."""
    return cast(SessionCache, current_app.extensions["session_cache"])


def keep_recalled(response: Response) -> Response:
    """Have the browser keep the session that was opened for it on the way."""
    if "recalled" in g:
        site, opened = g.recalled
        begin(response, site, opened.session_secret)
        if opened.remember_token:
            remembering.keep(response, site, opened.remember_token)
    if "forget_token_of" in g:
        remembering.forget(response, g.forget_token_of)
    return response


def _viewer(secret: str, site: Site) -> SessionView:
    """Return who comes with this secret, or who stays signed in in this browser."""
    g.renew_viewer = lambda: _looked_up(secret, site)
    if secret:
        with suppress(NotSignedIn):  # its browser may stay signed in
            return cache().find(secret, site) or _looked_up(secret, site)
    opened = remembering.recall(site)
    g.renew_viewer = lambda: _looked_up(opened.session_secret, site)
    return _looked_up(opened.session_secret, site)


def _ending(secret: str) -> EndSession:
    return EndSession(
        session_secret=secret,
        address=request.remote_addr or "",
        user_agent=devices.user_agent(),
    )


def _is_change(endpoint: str) -> bool:
    view = current_app.view_functions[endpoint]
    return bool(getattr(view, _BEFORE_CHANGE, False))


def _looked_up(secret: str, site: Site) -> SessionView:
    request = ResumeSession(session_secret=secret, site=site)
    try:
        view = backends().call_as_visitor(verbs.RESUME_SESSION, request)
    except SessionUnknown as unknown:
        cache().forget(secret, site)
        raise NotSignedIn from unknown
    cache().keep(secret, site, view)
    return view
