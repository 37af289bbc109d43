"""What every answer and every form carries, so that no other site can misuse ours."""

from typing import Final
from urllib.parse import urlsplit

from flask import Flask, Response, request
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from services.gateway.refusals import FormForeign
from services.gateway.settings import Settings

BODY_BYTES_MAX: Final = 9 * 1024 * 1024
"""One photo of 8 MB and its form; nothing else comes near."""
FORM_BYTES_MAX: Final = 64 * 1024
FORM_PARTS_MAX: Final = 40

_HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; manifest-src 'self'; form-action 'self'; "
        "base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_WORKER_POLICY: Final = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"
)
_HSTS: Final = "max-age=63072000; includeSubDomains"


def protect(app: Flask, settings: Settings) -> None:
    """Set cookies, limits, CSRF protection and headers for all pages."""
    secure = settings.cookie_secure
    app.config.update(
        SECRET_KEY=settings.secret_key.reveal(),
        SESSION_COOKIE_NAME="__Host-machiken" if secure else "machiken",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        MAX_CONTENT_LENGTH=BODY_BYTES_MAX,
        MAX_FORM_MEMORY_SIZE=FORM_BYTES_MAX,
        MAX_FORM_PARTS=FORM_PARTS_MAX,
        WTF_CSRF_TIME_LIMIT=None,  # a till's page may stay open all day
        WTF_CSRF_SSL_STRICT=False,  # `_only_our_own_forms` looks at the origin
    )
    if settings.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign] # Flask's own way
            app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies
        )
    app.before_request(_only_our_own_forms)
    CSRFProtect(app)
    app.after_request(_hsts if secure else _headers)


def with_pictures_inside(response: Response) -> Response:
    """Allow this one page to carry its pictures in itself."""
    policy = _HEADERS["Content-Security-Policy"]
    inside = policy.replace("img-src 'self'", "img-src 'self' data:")
    response.headers["Content-Security-Policy"] = inside
    return response


def with_camera(response: Response) -> Response:
    """Allow this one page the camera, and the worker that reads its pictures."""
    allowed = _HEADERS["Permissions-Policy"].replace("camera=()", "camera=(self)")
    response.headers["Permissions-Policy"] = allowed
    policy = _HEADERS["Content-Security-Policy"]
    response.headers["Content-Security-Policy"] = f"{policy}; worker-src 'self'"
    return response


def for_worker(response: Response) -> Response:
    """Allow wasm in the worker alone; its policy is its own, not the page's."""
    response.headers["Content-Security-Policy"] = _WORKER_POLICY
    return response


def _only_our_own_forms() -> None:
    """Refuse what another site's page sent; browsers say where a form comes from."""
    if request.method in {"GET", "HEAD", "OPTIONS"}:
        return
    origin = request.headers.get("Origin") or request.headers.get("Referer")
    if origin is not None and urlsplit(origin).netloc != request.host:
        raise FormForeign


def _headers(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def _hsts(response: Response) -> Response:
    response.headers["Strict-Transport-Security"] = _HSTS
    return _headers(response)
