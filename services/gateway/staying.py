"""「このまま続ける」: a session that was about to end for want of use goes on."""

from datetime import UTC, datetime

from flask import Blueprint, g, jsonify, redirect, request
from flask.typing import ResponseReturnValue

from machiken.contracts.auth import SessionView, Site
from services.gateway.sessions import open_before_change


def stay_on(blueprint: Blueprint, site: Site) -> None:
    """Give the site the address by which its pages keep their session."""

    @blueprint.post("/stay")
    @open_before_change
    def stay() -> ResponseReturnValue:
        """Note that the session is in use; lead back where no script asked."""
        g.viewer = g.renew_viewer()
        if request.accept_mimetypes.best == "application/json":
            return jsonify(left_s=left_s(g.viewer))
        return redirect(f"/{site.value}/", code=303)


def left_s(viewer: SessionView | None) -> int | None:
    """Return for how many seconds the session lasts unless it is used.

    None where its browser opens the next one by itself.
    """
    if viewer is None or viewer.stays or viewer.unused_until is None:
        return None
    return max(0, int((viewer.unused_until - datetime.now(UTC)).total_seconds()))
