"""管理メニュー: who is signed in, and what can be done."""

from flask.typing import ResponseReturnValue

from services.gateway import campaigns, notices
from services.gateway.pages import page
from services.gateway.portal.blueprint import portal


@portal.get("/")
def top() -> ResponseReturnValue:
    """Show the menu."""
    return page("portal/menu.html", rules=campaigns.rules(), notices=notices.current())
