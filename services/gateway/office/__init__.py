"""The office's site: how the campaign, the ledger and the mail stand."""

from services.gateway.office import (
    corrections,
    dashboard,
    payouts,
    settlement,
    sign_in,
)
from services.gateway.office.blueprint import office

PAGES = (corrections, dashboard, payouts, settlement, sign_in)
"""Each registers its addresses with the blueprint when it is imported."""

__all__ = ["PAGES", "office"]
