"""Three kinds of "no", each with its page: a rule said so, it can't be now, our fault.

Pages show most refusals themselves, beside their form; what they don't comes here.
"""

import functools
import math
from datetime import UTC, datetime
from typing import Final

import structlog
from flask import Flask, g, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from machiken.contracts.auth import Site
from machiken.contracts.bus import (
    NotAllowed,
    NotSignedIn,
    PasswordChangeDue,
    ProofStale,
)
from machiken.refusals import Refusal
from services.gateway.backends import OutcomeUnknown, Unavailable
from services.gateway.campaigns import campaign_name
from services.gateway.languages import Language, of_viewer
from services.gateway.pages import asks_for_data, page, status_of
from services.gateway.places import site_of_page, way_back
from services.gateway.refusals import (
    BodyMalformed,
    FormStale,
    MethodUnknown,
    PageUnknown,
    TooOften,
    UploadTooBig,
)
from services.gateway.sentences import sentence
from services.gateway.translating import gettext, marked

log = structlog.get_logger()

UNAVAILABLE: Final = marked(
    "ただいまつながりにくくなっています。少し待ってから、もう一度お試しください。"
    "いまの操作は行われていません。"
)
UNKNOWN: Final = marked(
    "結果を確認できていません。通信の状態を確かめて、画面を開き直してください。"
)
FAULT: Final = marked(
    "申し訳ありません。システムに問題が起きました。"
    "くり返すときは、下の番号を事務局にお知らせください。"
)
_RESTING: Final = marked("少しお待ちください")
_RESTING_PAGES_MAX: Final = 64
_BY_HTTP_STATUS: Final[dict[int, type[Refusal]]] = {
    403: NotAllowed,
    404: PageUnknown,
    405: MethodUnknown,
    413: UploadTooBig,
}


def show_failures(app: Flask) -> None:
    """Have the application show what its pages did not."""
    app.register_error_handler(NotSignedIn, _sign_in_first)
    app.register_error_handler(PasswordChangeDue, _change_first)
    app.register_error_handler(ProofStale, _prove_first)
    app.register_error_handler(TooOften, _too_often)
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(CSRFError, _stale)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Unavailable, _unavailable)
    app.register_error_handler(OutcomeUnknown, _unknown)
    app.register_error_handler(Exception, _fault)


def _sign_in_first(refusal: NotSignedIn) -> ResponseReturnValue:
    site = site_of_page()
    if site is None or asks_for_data():
        return _refused(refusal)
    return redirect(url_for(f"{site.value}.sign_in", next=way_back(site)), code=303)


def _change_first(refusal: PasswordChangeDue) -> ResponseReturnValue:
    site = site_of_page()
    if site is None or asks_for_data():
        return _refused(refusal)
    return redirect(url_for(f"{site.value}.change_password"), code=303)


def _prove_first(refusal: ProofStale) -> ResponseReturnValue:
    site = site_of_page()
    if site is None:
        return _refused(refusal)
    return redirect(url_for(f"{site.value}.proof", next=way_back(site)), code=303)


def _refused(refusal: Refusal) -> ResponseReturnValue:
    if _for_a_machine():
        return jsonify(
            refusal=refusal.code, facts=refusal.facts, sentence=sentence(refusal)
        ), status_of(refusal)
    return page("failure.html", refusal, title=gettext("ご確認ください"))


def _too_often(refusal: TooOften) -> ResponseReturnValue:
    until = datetime.fromisoformat(refusal.facts["until"])
    left_s = max(1, math.ceil((until - datetime.now(UTC)).total_seconds()))
    headers = {"Retry-After": str(left_s)}
    if g.get("viewer") is None:
        site = site_of_page()
        drawn = _resting(site, of_viewer(), refusal.facts["until"], campaign_name())
        return drawn, status_of(refusal), headers
    shown, status = page("failure.html", refusal, title=gettext(_RESTING))
    return shown, status, headers


@functools.lru_cache(maxsize=_RESTING_PAGES_MAX)
def _resting(
    _site: Site | None, _language: Language, until: str, _campaign: str
) -> str:
    """Return the page for strangers, drawn once: a storm is refused by the hundred.

    Nobody is in, so nothing on it is about the one who asks.
    """
    return page("failure.html", TooOften(until=until), title=gettext(_RESTING))[0]


def _stale(_error: CSRFError) -> ResponseReturnValue:
    return _refused(FormStale())


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.code is not None and error.code < 400:  # noqa: PLR2004 - a redirect
        return error.get_response()
    kind = _BY_HTTP_STATUS.get(error.code or 0)
    return _refused(kind() if kind else BodyMalformed(where=str(error.code)))


def _unavailable(_error: Unavailable) -> ResponseReturnValue:
    return _trouble(
        gettext("つながりにくくなっています"), gettext(UNAVAILABLE), "unavailable"
    )


def _unknown(error: OutcomeUnknown) -> ResponseReturnValue:
    log.warning("gateway.outcome_unknown", reference=error.reference)
    return _trouble(gettext("結果を確認しています"), gettext(UNKNOWN), "unknown")


def _fault(error: Exception) -> ResponseReturnValue:
    log.error("gateway.page_failed", exc_info=error)
    if _for_a_machine():
        return jsonify(
            outcome="fault", reference=g.request_id, sentence=gettext(FAULT)
        ), 500
    text, _ = page(
        "failure.html",
        title=gettext("システムに問題が起きました"),
        text=gettext(FAULT),
        reference=g.request_id,
    )
    return text, 500


def _trouble(title: str, text: str, outcome: str) -> ResponseReturnValue:
    headers = {"Retry-After": "5"}
    if _for_a_machine():
        return jsonify(outcome=outcome, sentence=text), 503, headers
    again = request.full_path.rstrip("?") if request.method == "GET" else None
    shown, _ = page("failure.html", title=title, text=text, again=again)
    return shown, 503, headers


def _for_a_machine() -> bool:
    return request.path.startswith("/api/") or asks_for_data()
