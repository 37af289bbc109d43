"""What a shop or company is to read, remembered for seconds: the top page shows it.

A page never waits long for it and never fails for want of it.
"""

import time
from typing import Final, cast

from flask import current_app, g

from machiken.contracts.auth import SessionView
from machiken.contracts.notify import CurrentNotice, CurrentNoticesQuery, verbs
from services.gateway.backends import OutcomeUnknown, Unavailable, backends

FRESH_S: Final = 3.0
KEPT_MAX: Final = 5_000

Place = tuple[str, str, str]
"""Whose page it is: role, issuer, and the merchant's or company's code."""


class Notices:
    """Notices by place, as last seen."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._seen: dict[Place, tuple[float, tuple[CurrentNotice, ...]]] = {}

    def of(self, viewer: SessionView) -> tuple[CurrentNotice, ...]:
        """Return what the viewer is to read; what he last read while it can't be had.

        A failure is remembered likewise, so that pages do not queue up for it.
        """
        place = (viewer.role.value, viewer.issuer_code, viewer.code)
        kept = self._seen.get(place)
        if kept and kept[0] > time.monotonic():
            return kept[1]
        try:
            query = CurrentNoticesQuery()
            found = backends().call(verbs.CURRENT_NOTICES, query).notices
        except (Unavailable, OutcomeUnknown):
            found = kept[1] if kept else ()
        if len(self._seen) >= KEPT_MAX:
            self._seen.clear()
        self._seen[place] = (time.monotonic() + FRESH_S, found)
        return found


def current() -> tuple[CurrentNotice, ...]:
    """Return what the viewer of the page is to read now."""
    return cast(Notices, current_app.extensions["notices"]).of(g.viewer)
