"""Static files, at addresses that change with their content and so keep for ever."""

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from flask import Blueprint, Flask, Response, abort, request, url_for

from services.gateway import security

_FOLDER: Final = Path(__file__).with_name("static")
_DIGEST_CHARS: Final = 12
_FOR_EVER: Final = "public, max-age=31536000, immutable"
_PACKED: Final = ".br"
_GZIP_LEVEL: Final = 9
_WORKER: Final = "scan-worker.js"
_PICTURES: Final = ("image/png",)
"""Packed already."""


@dataclass(frozen=True, slots=True)
class _Asset:
    digest: str
    kind: str
    content: bytes
    packed: dict[str, bytes]
    """The content by its `Content-Encoding`, the smallest first."""


def serve_assets(app: Flask) -> None:
    """Serve the static files, and give templates `asset('name')` for their address."""
    assets = _assets()
    pages = Blueprint("assets", __name__)

    @pages.get("/static/<digest>/<name>")
    def file(digest: str, name: str) -> Response:
        """Return the file; one asked for by an older digest is not to be kept."""
        found = assets.get(name) or abort(404)
        answer = _answer(found)
        kept = _FOR_EVER if found.digest == digest else "no-cache"
        answer.headers["Cache-Control"] = kept
        return security.for_worker(answer) if name == _WORKER else answer

    def asset(name: str) -> str:
        return url_for("assets.file", digest=assets[name].digest, name=name)

    app.register_blueprint(pages)
    app.jinja_env.globals["asset"] = asset


def _answer(found: _Asset) -> Response:
    """Return the file as small as the browser takes it."""
    taken = [way for way in found.packed if request.accept_encodings[way] > 0]
    content = found.packed[taken[0]] if taken else found.content
    answer = Response(content, content_type=found.kind)
    if found.packed:
        answer.headers["Vary"] = "Accept-Encoding"
    if taken:
        answer.headers["Content-Encoding"] = taken[0]
    return answer


@cache
def _assets() -> dict[str, _Asset]:
    """Return the files by name; they are few and small enough for memory."""
    paths = [path for path in _FOLDER.iterdir() if path.suffix != _PACKED]
    return {path.name: _asset(path) for path in paths}


def _asset(path: Path) -> _Asset:
    content = path.read_bytes()
    kind, _ = mimetypes.guess_type(path.name)
    assert kind is not None, f"nobody knows what {path.name} is"
    text = kind.startswith("text/") or kind.endswith(("svg+xml", "javascript"))
    packed: dict[str, bytes] = {}
    smallest = path.with_name(path.name + _PACKED)
    if smallest.exists():
        packed["br"] = smallest.read_bytes()
    if kind not in _PICTURES:
        packed["gzip"] = gzip.compress(content, _GZIP_LEVEL, mtime=0)
    return _Asset(
        hashlib.sha256(content).hexdigest()[:_DIGEST_CHARS],
        f"{kind}; charset=utf-8" if text else kind,
        content,
        packed,
    )
