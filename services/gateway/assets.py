"""Static files, at addresses that change with their content and so keep for ever."""

import hashlib
from pathlib import Path
from typing import Final

from flask import Blueprint, Flask, Response, send_from_directory, url_for

_FOLDER: Final = Path(__file__).with_name("static")
_DIGEST_CHARS: Final = 12
_FOR_EVER: Final = "public, max-age=31536000, immutable"


def serve_assets(app: Flask) -> None:
    """Serve the static files, and give templates `asset('name')` for their address."""
    digests = {path.name: _digest(path) for path in _FOLDER.iterdir()}
    pages = Blueprint("assets", __name__)

    @pages.get("/static/<digest>/<name>")
    def file(digest: str, name: str) -> Response:
        """Return the file; one asked for by an older digest is not to be kept."""
        response = send_from_directory(_FOLDER, name)
        current = digests.get(name) == digest
        response.headers["Cache-Control"] = _FOR_EVER if current else "no-cache"
        return response

    def asset(name: str) -> str:
        return url_for("assets.file", digest=digests[name], name=name)

    app.register_blueprint(pages)
    app.jinja_env.globals["asset"] = asset


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:_DIGEST_CHARS]
