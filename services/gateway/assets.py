"""Static files, at addresses that change with their content and so keep for ever."""

import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from flask import Blueprint, Flask, Response, abort, url_for

_FOLDER: Final = Path(__file__).with_name("static")
_DIGEST_CHARS: Final = 12
_FOR_EVER: Final = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class _Asset:
    digest: str
    kind: str
    content: bytes


def serve_assets(app: Flask) -> None:
    """Serve the static files, and give templates `asset('name')` for their address."""
    assets = {path.name: _asset(path) for path in _FOLDER.iterdir()}
    pages = Blueprint("assets", __name__)

    @pages.get("/static/<digest>/<name>")
    def file(digest: str, name: str) -> Response:
        """Return the file; one asked for by an older digest is not to be kept."""
        found = assets.get(name) or abort(404)
        kept = _FOR_EVER if found.digest == digest else "no-cache"
        return Response(
            found.content, content_type=found.kind, headers={"Cache-Control": kept}
        )

    def asset(name: str) -> str:
        return url_for("assets.file", digest=assets[name].digest, name=name)

    app.register_blueprint(pages)
    app.jinja_env.globals["asset"] = asset


def _asset(path: Path) -> _Asset:
    """Return the file's content; they are few and small enough for memory."""
    content = path.read_bytes()
    kind, _ = mimetypes.guess_type(path.name)
    assert kind is not None, f"nobody knows what {path.name} is"
    text = kind.startswith("text/") or kind.endswith(("svg+xml", "javascript"))
    return _Asset(
        hashlib.sha256(content).hexdigest()[:_DIGEST_CHARS],
        f"{kind}; charset=utf-8" if text else kind,
        content,
    )
