"""`GET /healthz` and `GET /metrics` of a process, for operators and supervisors.

A process that merely runs proves nothing: each check asks for the thing itself.
"""

import json
import threading
from collections.abc import Callable, Iterable, Mapping
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import structlog
from prometheus_client import make_wsgi_app
from sqlalchemy import text

from machiken.database import Transactions

log = structlog.get_logger()

Check = Callable[[], None]
"""Returns where all is well, raises where it is not."""

_SELECT_ONE = text("select 1")


class Unhealthy(Exception):  # noqa: N818 - says what was found
    """A check found trouble; the message says which, for the operator."""


def database(db: Transactions) -> Check:
    """Return a check that the database answers."""

    def check() -> None:
        with db.begin() as tx:
            tx.execute(_SELECT_ONE)

    return check


def serve(address: str, checks: Mapping[str, Check]) -> None:
    """Answer on `address` (host:port) from a thread of this process."""
    host, port = address.rsplit(":", 1)
    server = make_server(
        host, int(port), application(checks), _Server, handler_class=_Quiet
    )
    threading.Thread(target=server.serve_forever, name="health", daemon=True).start()


def application(checks: Mapping[str, Check]) -> Any:
    """Return the WSGI application behind `serve`."""
    metrics = make_wsgi_app()

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ["PATH_INFO"] == "/metrics":
            page: Iterable[bytes] = metrics(environ, start_response)
            return page
        if environ["PATH_INFO"] != "/healthz":
            start_response("404 Not Found", [("Content-Type", "text/plain")])
            return [b"not here\n"]
        return _healthz(checks, start_response)

    return answer


def results(checks: Mapping[str, Check]) -> dict[str, str]:
    """Return what each check found: `ok`, or what is wrong."""
    return {name: _result(name, check) for name, check in checks.items()}


def _healthz(checks: Mapping[str, Check], start_response: Any) -> Iterable[bytes]:
    found = results(checks)
    well = all(each == "ok" for each in found.values())
    status = "200 OK" if well else "503 Service Unavailable"
    start_response(status, [("Content-Type", "application/json")])
    return [json.dumps({"ok": well, "checks": found}).encode() + b"\n"]


def _result(name: str, check: Check) -> str:
    try:
        check()
    except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
        log.warning("health.check_failed", check=name, kind=type(error).__name__)
        said = str(error) if isinstance(error, Unhealthy) else ""
        return f"{type(error).__name__} {said}".strip()
    return "ok"


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - its name
        """Keep quiet: a probe every few seconds is no news."""
