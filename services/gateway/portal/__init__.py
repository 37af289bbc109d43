"""The companies' site, on PCs: payment data as files. One page, one file."""

from services.gateway.portal import download, downloads, export, menu, sign_in
from services.gateway.portal.blueprint import portal

PAGES = (download, downloads, export, menu, sign_in)
"""Each registers its addresses with the blueprint when it is imported."""

__all__ = ["PAGES", "portal"]
