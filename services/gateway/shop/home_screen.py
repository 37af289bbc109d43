"""What a phone needs to keep the site on its home screen (S-ENV-5)."""

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from services.gateway import sessions
from services.gateway.shop.blueprint import shop


@shop.get("/manifest.webmanifest")
@sessions.open_to_visitors
def manifest() -> ResponseReturnValue:
    """Name the site and its icons. It opens in the browser: cameras work there."""
    text = render_template("shop/manifest.json")
    return Response(text, mimetype="application/manifest+json")
