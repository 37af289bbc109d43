"""The blueprint of the office's site; its pages are closed to visitors."""

from flask import Blueprint, g

from machiken.contracts.auth import SessionView, Site
from machiken.contracts.redemption import OpenSigns
from services.gateway import campaigns, sessions, side_menus
from services.gateway.office import menu
from services.gateway.office.acting import may
from services.gateway.office.open_signs import open_signs

office = Blueprint("office", __name__, url_prefix="/office")
sessions.guard(office, Site.OFFICE)


@office.before_request
def know_the_campaign() -> None:
    """Learn the campaign's name and what is to be looked at; mostly from memory."""
    viewer: SessionView | None = g.get("viewer")
    if viewer is None:
        return
    campaigns.rules()
    if not viewer.must_change_password:  # until then, only auth knows him
        g.open_signs = open_signs()


@office.context_processor
def on_every_page() -> dict[str, object]:
    """Give the pages their menu, and what asks whether the viewer may do something."""
    viewer: SessionView | None = g.get("viewer")
    if viewer is None:
        return {"menu": (), "menu_current": "", "may": lambda _verb: False}
    signs: OpenSigns | None = g.get("open_signs")
    return {
        "open_signs": signs,
        "badges": {"office.signs": signs.count if signs else 0},
        "menu": menu.shown_to(viewer.role),
        "menu_current": side_menus.current(menu.lines(viewer.role), Site.OFFICE),
        "may": may,
    }
