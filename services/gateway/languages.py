"""The viewer's language: what he chose here, else what his browser asks for.

Nobody loses anything by it, so it is kept in the browser alone. The sites for PCs are
in Japanese only, and so are papers; a campaign says in which languages its mails are.
"""

from enum import StrEnum
from typing import Final, TypeVar

from flask import Flask, current_app, g, has_request_context, request
from werkzeug.wrappers import Response

from machiken.contracts.auth import Site
from services.gateway import places

_KEPT_S: Final = 400 * 24 * 3600
_ONE_LANGUAGE: Final = frozenset({Site.PORTAL, Site.OFFICE})
"""Sites whose pages are in Japanese only."""

Answer = TypeVar("Answer", bound=Response)


class Language(StrEnum):
    """The languages that the gateway speaks."""

    JAPANESE = "ja"
    ENGLISH = "en"


def of_viewer() -> Language:
    """Return the language of the page under way; Japanese where there is none."""
    if not has_request_context():
        return Language.JAPANESE
    if "language" not in g:
        g.language = _of_request()
    language: Language = g.language
    return language


def keep(response: Answer, language: Language) -> Answer:
    """Have the browser keep somebody's choice; it says nothing about a person."""
    response.set_cookie(
        _cookie_name(),
        language.value,
        max_age=_KEPT_S,
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
        path="/",
    )
    return response


def say_language(app: Flask) -> None:
    """Have every page tell its language, and what it was chosen by."""
    app.after_request(_say)


def _of_request() -> Language:
    if places.site_of_page() in _ONE_LANGUAGE:
        return Language.JAPANESE
    chosen = request.cookies.get(_cookie_name(), "")
    asked = chosen if chosen in set(Language) else _asked_for()
    return Language(asked) if asked else Language.JAPANESE


def _asked_for() -> str | None:
    return request.accept_languages.best_match([each.value for each in Language])


def _say(response: Response) -> Response:
    if response.mimetype == "text/html":
        response.content_language.add(of_viewer().value)
        response.vary.update(["Accept-Language", "Cookie"])
    return response


def _cookie_name() -> str:
    prefix = "__Host-" if current_app.config["SESSION_COOKIE_SECURE"] else ""
    return f"{prefix}machiken-language"
