"""Who is signed in, and the proof that a machine must send with every change."""

from flask import g, jsonify
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from services.gateway.api.blueprint import api


@api.get("/session")
def session() -> ResponseReturnValue:
    """Return the viewer, and the value for the header `X-CSRFToken`."""
    return jsonify(
        csrf_token=generate_csrf(),
        merchant_code=g.viewer.code,
        merchant_name=g.viewer.place_name,
        login_id=g.viewer.login_id,
    )
