"""The blueprint of the office's site; its pages are closed to visitors."""

from flask import Blueprint, g

from machiken.contracts.auth import SessionView, Site
from services.gateway import campaigns, sessions, side_menus
from services.gateway.office import menu
from services.gateway.office.acting import may

office = Blueprint("office", __name__, url_prefix="/office")
sessions.guard(office, Site.OFFICE)


@office.before_request
def know_the_campaign() -> None:
    """Learn the name of the campaign that the header shows; mostly from memory."""
    if g.get("viewer") is not None:
        campaigns.rules()


@office.context_processor
def on_every_page() -> dict[str, object]:
    """Give the pages their menu, and what asks whether the viewer may do something."""
    viewer: SessionView | None = g.get("viewer")
    if viewer is None:
        return {"menu": (), "menu_current": "", "may": lambda _verb: False}
    return {
        "menu": menu.shown_to(viewer.role),
        "menu_current": side_menus.current(menu.lines(viewer.role), Site.OFFICE),
        "may": may,
    }
