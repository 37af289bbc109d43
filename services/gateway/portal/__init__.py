"""The companies' site, on PCs: payment data as files. One page, one file."""

from services.gateway.portal import (
    accounts,
    download,
    downloads,
    export,
    menu,
    refund,
    refunds,
    sign_in,
    statements,
)
from services.gateway.portal.blueprint import portal

PAGES = (
    accounts,
    download,
    downloads,
    export,
    menu,
    refund,
    refunds,
    sign_in,
    statements,
)
"""Each registers its addresses with the blueprint when it is imported."""

__all__ = ["PAGES", "portal"]
