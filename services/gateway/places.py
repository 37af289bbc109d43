"""Where the viewer is: on which site, and in which campaign."""

import re
from typing import Final, TypeVar

from flask import Flask, current_app, g, request
from werkzeug.wrappers import Response

from machiken.contracts.auth import SessionView, Site
from machiken.ids import IssuerCode
from services.gateway import forms
from services.gateway.refusals import FieldMissing

_ISSUER_CODE: Final = re.compile(r"[A-Z0-9]{9}")
_ASKED_BY: Final = ("issuer", "valueissuercd")
"""In the address; the second is what printed QRs of older campaigns carry."""
_KEPT_S: Final = 400 * 24 * 3600

Answer = TypeVar("Answer", bound=Response)


def remember_issuers(app: Flask) -> None:
    """Have browsers remember the campaign of the address by which they came."""
    app.after_request(_remember)


def site_of_page() -> Site | None:
    """Return the site to which the asked page belongs, also where there is no page."""
    first = request.path.strip("/").partition("/")[0]
    return Site(first) if first in set(Site) else None


def way_back(site: Site) -> str | None:
    """Return the page to come back to: this one, or the one whose form was sent."""
    if request.method == "GET":
        return request.full_path.rstrip("?")
    came_from = request.headers.get("Referer", "").partition(request.host)[2]
    return came_from if came_from.startswith(f"/{site.value}/") else None


def issuer_code() -> IssuerCode | None:
    """Return the campaign's issuer: the viewer's, the address's, the browser's, ours.

    None where nobody said; then the page asks.
    """
    viewer: SessionView | None = g.get("viewer")
    if viewer is not None and viewer.issuer_code:
        return viewer.issuer_code
    kept = request.cookies.get(_cookie_name(), "")
    return _asked() or _valid(kept) or _valid(current_app.config["ISSUER_CODE"])


def needed_issuer() -> IssuerCode:
    """Return the campaign that the page is about. Raises `FieldMissing`."""
    issuer = issuer_code()
    if issuer is None:
        raise FieldMissing(field="issuer_code")
    return issuer


def issuer_of_form() -> IssuerCode:
    """Return the campaign of a sign-in form, which asks for it only where it must."""
    typed = _valid(forms.optional(request.form, "issuer_code").upper())
    return typed or needed_issuer()


def remember(response: Answer, code: IssuerCode) -> Answer:
    """Have the browser remember the campaign; it is no secret."""
    response.set_cookie(
        _cookie_name(),
        code,
        max_age=_KEPT_S,
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
        path="/",
    )
    return response


def _remember(response: Answer) -> Answer:
    asked = _asked()
    return remember(response, asked) if asked else response


def _asked() -> IssuerCode | None:
    values = (request.args.get(name, "") for name in _ASKED_BY)
    return next((code for code in map(_valid, values) if code), None)


def _valid(text: str) -> IssuerCode | None:
    return IssuerCode(text) if _ISSUER_CODE.fullmatch(text) else None


def _cookie_name() -> str:
    prefix = "__Host-" if current_app.config["SESSION_COOKIE_SECURE"] else ""
    return f"{prefix}machiken-issuer"
