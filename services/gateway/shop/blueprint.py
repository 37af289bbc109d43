"""The blueprint of the shops' site; its pages are closed to visitors."""

from flask import Blueprint

from machiken.contracts.auth import Site
from services.gateway import sessions

shop = Blueprint("shop", __name__, url_prefix="/shop")
sessions.guard(shop, Site.SHOP)
