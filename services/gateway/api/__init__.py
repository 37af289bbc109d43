"""For machines: tills that read vouchers themselves, and measurements. JSON only."""

from services.gateway.api import redemptions, session
from services.gateway.api.blueprint import api

PAGES = (redemptions, session)
"""Each registers its addresses with the blueprint when it is imported."""

__all__ = ["PAGES", "api"]
