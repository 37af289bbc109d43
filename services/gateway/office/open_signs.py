"""How many signs of fraud nobody has looked at: beside the menu's line, on every page.

Remembered for half a minute, also that it could not be had: a page never waits for it
twice.
"""

import time
from typing import Final

from flask import current_app, g

from machiken.contracts.redemption import (
    CampaignUnknown,
    OpenSigns,
    OpenSignsQuery,
    verbs,
)
from machiken.ids import IssuerCode
from services.gateway import places
from services.gateway.backends import OutcomeUnknown, Unavailable, backends

FRESH_S: Final = 30.0
_KEPT_MAX: Final = 200


def open_signs() -> OpenSigns | None:
    """Return the viewer's campaign's, or None where they can't be had."""
    issuer = places.issuer_code()
    if issuer is None:
        return None
    kept = _seen().get(issuer)
    if kept and kept[0] > time.monotonic():
        return kept[1]
    return keep(issuer, _asked(issuer))


def look_again() -> None:
    """Ask anew for the page that is about them; another process may know older ones."""
    issuer = places.issuer_code()
    if issuer is not None:
        g.open_signs = keep(issuer, _asked(issuer))


def keep(issuer: IssuerCode, found: OpenSigns | None) -> OpenSigns | None:
    """Remember what was found, and return it."""
    seen = _seen()
    if len(seen) >= _KEPT_MAX:
        seen.clear()
    seen[issuer] = (time.monotonic() + FRESH_S, found)
    return found


def _asked(issuer: IssuerCode) -> OpenSigns | None:
    try:
        return backends().call(verbs.OPEN_SIGNS, OpenSignsQuery(issuer_code=issuer))
    except (CampaignUnknown, Unavailable, OutcomeUnknown):
        return None


def _seen() -> dict[IssuerCode, tuple[float, OpenSigns | None]]:
    kept: dict[IssuerCode, tuple[float, OpenSigns | None]] = (
        current_app.extensions.setdefault("open_signs", {})
    )
    return kept
