"""The campaigns' names and rules, remembered for a minute: every page shows them."""

import time
from typing import Final, cast

from flask import current_app

from machiken.contracts.redemption import (
    CampaignQuery,
    CampaignRules,
    CampaignUnknown,
    CampaignView,
    verbs,
)
from machiken.ids import IssuerCode
from services.gateway.backends import OutcomeUnknown, Unavailable, backends
from services.gateway.places import issuer_code

FRESH_S: Final = 60.0
KEPT_MAX: Final = 200
"""Issuer codes come from addresses, so anybody could make us remember many."""


class Campaigns:
    """Campaigns by issuer, as last seen."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._seen: dict[IssuerCode, tuple[float, CampaignView]] = {}

    def view(self, issuer: IssuerCode) -> CampaignView:
        """Return the campaign; a stale one rather than none while it can't be asked.

        Raises `CampaignUnknown`, and where it was never seen what the call raises.
        """
        kept = self._seen.get(issuer)
        if kept and kept[0] > time.monotonic():
            return kept[1]
        try:
            view = backends().call(verbs.CAMPAIGN, CampaignQuery(issuer_code=issuer))
        except (Unavailable, OutcomeUnknown):
            if kept is None:
                raise
            return kept[1]
        if len(self._seen) >= KEPT_MAX:
            self._seen.clear()
        self._seen[issuer] = (time.monotonic() + FRESH_S, view)
        return view

    def forget(self, issuer: IssuerCode) -> None:
        """Forget the campaign, which was just changed here."""
        self._seen.pop(issuer, None)

    def last_seen(self, issuer: IssuerCode) -> CampaignView | None:
        """Return the campaign if it was ever seen, without asking anybody."""
        kept = self._seen.get(issuer)
        return kept[1] if kept else None


def campaigns() -> Campaigns:
    """Return what the running application remembers of campaigns."""
    return cast(Campaigns, current_app.extensions["campaigns"])


def rules() -> CampaignRules | None:
    """Return the rules of the viewer's campaign, or None where they can't be had."""
    known = view()
    return known.rules if known else None


def view() -> CampaignView | None:
    """Return the viewer's campaign, or None where it can't be had."""
    issuer = issuer_code()
    if issuer is None:
        return None
    try:
        return campaigns().view(issuer)
    except (CampaignUnknown, Unavailable, OutcomeUnknown):
        return None


def seen() -> CampaignRules | None:
    """Return the rules of the viewer's campaign as last seen, without asking."""
    issuer = issuer_code()
    view = campaigns().last_seen(issuer) if issuer else None
    return view.rules if view else None


def campaign_name() -> str:
    """Return the name for a page's header, as far as we know it without asking."""
    known = seen()
    return known.name if known else ""
