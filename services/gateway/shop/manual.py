"""使い方: the shop's manual inside the site, with the campaign's own numbers."""

from flask.typing import ResponseReturnValue

from services.gateway import campaigns, sessions
from services.gateway.pages import page
from services.gateway.shop.blueprint import shop


@shop.get("/help")
@sessions.open_before_change
def help_page() -> ResponseReturnValue:
    """Show how everything is done, and whom to ask."""
    return page("shop/help.html", rules=campaigns.rules())
