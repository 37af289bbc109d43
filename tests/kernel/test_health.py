import json
import socket
from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest

from deploy.local import health as asked
from machiken import health
from machiken.database import Transactions, connect
from machiken.health import Check, Unhealthy


def _get(path: str, checks: dict[str, Check]) -> tuple[str, bytes, dict[str, str]]:
    environ: dict[str, Any] = {"PATH_INFO": path}
    setup_testing_defaults(environ)
    started: list[Any] = []
    pages = health.application(checks)(environ, lambda *said: started.append(said))
    body = b"".join(pages)
    status, headers = started[0][:2]
    return status, body, dict(headers)


def _fine() -> None:
    return


def _ill() -> None:
    raise Unhealthy("the well is dry")


def _broken() -> None:
    raise RuntimeError("amqp://user:canary-7f3a91@host")


def test_a_process_is_well_when_every_check_is() -> None:
    status, body, headers = _get("/healthz", {"database": _fine, "bus": _fine})

    assert status == "200 OK"
    assert headers["Content-Type"] == "application/json"
    assert json.loads(body) == {
        "ok": True,
        "checks": {"database": "ok", "bus": "ok"},
    }


def test_one_bad_check_makes_a_process_unwell_and_says_which() -> None:
    status, body, _ = _get("/healthz", {"database": _fine, "well": _ill})

    assert status == "503 Service Unavailable"
    assert json.loads(body) == {
        "ok": False,
        "checks": {"database": "ok", "well": "Unhealthy the well is dry"},
    }


def test_a_check_that_fails_unforeseen_is_told_by_its_kind_only() -> None:
    _, body, _ = _get("/healthz", {"bus": _broken})

    assert json.loads(body)["checks"] == {"bus": "RuntimeError"}
    assert b"canary" not in body


def test_metrics_are_served_for_prometheus() -> None:
    status, body, _ = _get("/metrics", {"bus": _broken})

    assert status == "200 OK"
    assert b"machiken_call_seconds" in body


@pytest.mark.parametrize("path", ["/", "/healthz/", "/metrics/x", "/etc/passwd"])
def test_nothing_else_is_served(path: str) -> None:
    status, _, _ = _get(path, {})

    assert status == "404 Not Found"


def test_the_database_is_asked_itself(kernel_db: Transactions) -> None:
    nowhere = connect("postgresql+psycopg://nobody@127.0.0.1:1/none", pool_size=1)

    found = health.results(
        {"ours": health.database(kernel_db), "none": health.database(nowhere)}
    )

    assert found == {"ours": "ok", "none": "OperationalError"}


def test_health_is_served_on_its_address() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    health.serve(address, {"well": _ill})

    said = asked.checks(f"http://{address}/healthz")

    assert json.loads(said)["checks"] == {"well": "Unhealthy the well is dry"}
    assert not asked.is_healthy(f"http://{address}/healthz")
