"""The blueprint for machines; they come with a shop's session and its CSRF header."""

from flask import Blueprint

from machiken.contracts.auth import Site
from services.gateway import sessions

api = Blueprint("api", __name__, url_prefix="/api")
sessions.guard(api, Site.SHOP)
