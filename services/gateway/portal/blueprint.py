"""The blueprint of the companies' site: an outer gate, then the sign-in.

The gate is the manual's BASIC pair, the same for all companies. It keeps strangers from
the sign-in page and proves nothing else.
"""

import hmac
from dataclasses import dataclass
from typing import Final, cast

from flask import Blueprint, Response, current_app, request

from machiken.contracts.auth import Site
from machiken.settings import Secret
from services.gateway import sessions, side_menus

CHALLENGE: Final = 'Basic realm="kanri", charset="UTF-8"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the menu, and the pages that belong to it and don't lie below it."""

    endpoint: str
    also: frozenset[str] = frozenset()


LINES: Final = (
    *(
        Line(endpoint=f"portal.{page}")
        for page in (
            "top",
            "downloads",
            "statements",
            "accounts",
            "change_password",
            "authenticator",
            "own_sessions",
            "own_history",
        )
    ),
    Line(
        endpoint="portal.new_export",
        also=frozenset({"portal.confirm_export", "portal.accepted"}),
    ),
    Line(
        endpoint="portal.refunds",
        also=frozenset({"portal.refund", "portal.refunded"}),
    ),
)

portal = Blueprint("portal", __name__, url_prefix="/portal")


@portal.before_request
def only_through_the_gate() -> Response | None:
    """Ask for the pair that the completion mail names."""
    user, password = cast(tuple[str, Secret], current_app.config["PORTAL_BASIC"])
    given = request.authorization
    if given is not None and given.type == "basic":
        # Both are compared, in constant time, so that neither can be guessed alone.
        right_user = _same(given.username, user)
        right_password = _same(given.password, password.reveal())
        if right_user & right_password:
            return None
    return Response(
        "管理サイト（PC用）のユーザー名とパスワードが必要です。",
        401,
        {"WWW-Authenticate": CHALLENGE},
        content_type="text/plain; charset=utf-8",
    )


def _same(given: str | None, right: str) -> bool:
    return hmac.compare_digest((given or "").encode(), right.encode())


sessions.guard(portal, Site.PORTAL)


@portal.context_processor
def on_every_page() -> dict[str, object]:
    """Tell the menu, which has its lines in its template, where the viewer is."""
    return {"menu_current": side_menus.current(LINES, Site.PORTAL)}
