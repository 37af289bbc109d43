"""The blueprint of the office's site; its pages are closed to visitors."""

from flask import Blueprint

from machiken.contracts.auth import Site
from services.gateway import sessions

office = Blueprint("office", __name__, url_prefix="/office")
sessions.guard(office, Site.OFFICE)
