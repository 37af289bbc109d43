"""The front door: whoever comes without a path is sent to the shop's site."""

from flask import Blueprint, Response, redirect, url_for
from flask.typing import ResponseReturnValue

front = Blueprint("front", __name__)


@front.get("/")
def door() -> ResponseReturnValue:
    """Send people to the site for shops, which most of them want."""
    return redirect(url_for("shop.top"), code=303)


@front.get("/robots.txt")
def robots() -> ResponseReturnValue:
    """Keep search engines out; nothing here is for them."""
    return Response("User-agent: *\nDisallow: /\n", mimetype="text/plain")
