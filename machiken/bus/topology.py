"""Brings the broker into the shape that `deploy/rabbitmq/definitions.json` describes.

`python -m machiken.bus.topology` is run by an administrator before the services
start, and again after the broker has lost its data; it changes nothing twice. The
services' own users may declare nothing: what does not exist here does not exist.
"""

import json
import sys
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Final
from urllib.parse import quote, urlsplit

import requests
import structlog

from machiken import logs
from machiken.bus import names
from machiken.settings import Secret, read

log = structlog.get_logger()

PATIENCE_S: Final = 15
SERVICES: Final = ("auth", "redemption", "settlement", "notify")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where the broker is, and the passwords of the users that it shall know."""

    rabbitmq_management_url: str
    auth_bus_password: Secret
    redemption_bus_password: Secret
    settlement_bus_password: Secret
    notify_bus_password: Secret
    gateway_bus_password: Secret
    operator_bus_password: Secret


class Management:
    """RabbitMQ's management interface, as its administrator."""

    def __init__(self, url: str) -> None:
        """Keep where it is; user and password are part of the URL."""
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
        self._base = f"{parts.scheme}://{parts.hostname}{port}/api"
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.auth = (parts.username or "", parts.password or "")

    def put(self, path: str, body: dict[str, Any]) -> None:
        """Create or replace a thing. Raises `requests.HTTPError`."""
        self._send("PUT", path, body)

    def post(self, path: str, body: dict[str, Any]) -> None:
        """Apply a set of things. Raises `requests.HTTPError`."""
        self._send("POST", path, body)

    def get(self, path: str) -> Any:
        """Return what is there. Raises `requests.HTTPError`."""
        answer = self._session.get(f"{self._base}/{path}", timeout=PATIENCE_S)
        answer.raise_for_status()
        return answer.json()

    def _send(self, method: str, path: str, body: dict[str, Any]) -> None:
        url = f"{self._base}/{path}"
        answer = self._session.request(method, url, json=body, timeout=PATIENCE_S)
        if not answer.ok:
            log.error("topology.refused", path=path, answer=answer.text[:500])
        answer.raise_for_status()


def apply(settings: Settings) -> None:
    """Make host, users, exchanges, queues, bindings, policies and permissions."""
    broker = Management(settings.rabbitmq_management_url)
    administrator = urlsplit(settings.rabbitmq_management_url).username or ""
    vhost = quote(names.VHOST, safe="")
    broker.put(f"vhosts/{vhost}", {"default_queue_type": "quorum"})
    _permit(broker, administrator, {"configure": ".*", "write": ".*", "read": ".*"})
    broker.post(f"definitions/{vhost}", definitions())
    for user, password in _passwords(settings).items():
        body = {"password": password.reveal(), "tags": ""}
        broker.put(f"users/{user}", body)
        _permit(broker, user, permissions(user))


def definitions() -> dict[str, Any]:
    """Return exchanges, queues, bindings and policies, as generated from the code."""
    file = files("deploy").joinpath("rabbitmq/definitions.json")
    described: dict[str, Any] = json.loads(file.read_text())
    return described


def permissions(user: str) -> dict[str, str]:
    """Return what a user of the broker may touch, as patterns of names.

    A service reads its own queues and writes answers and its own events. Callers
    write calls and own their reply queues. The operator also deals with parked
    messages, and puts them back by the default exchange.
    """
    if user in SERVICES:
        return {
            "configure": "^$",
            "write": f"^({user}\\.events|{names.REPLIES})$",
            "read": f"^(rpc-{user}|evt-.*--{user}\\..*)$",
        }
    own = f"reply-{user}-.*"
    extra_write = "|amq\\.default" if user == "operator" else ""
    extra_read = f"|{names.PARKED}" if user == "operator" else ""
    return {
        "configure": f"^{own}$",
        "write": f"^({names.CALLS}|{own}{extra_write})$",
        "read": f"^({own}|{names.REPLIES}{extra_read})$",
    }


def _passwords(settings: Settings) -> dict[str, Secret]:
    return {
        "auth": settings.auth_bus_password,
        "redemption": settings.redemption_bus_password,
        "settlement": settings.settlement_bus_password,
        "notify": settings.notify_bus_password,
        "gateway": settings.gateway_bus_password,
        "operator": settings.operator_bus_password,
    }


def _permit(broker: Management, user: str, allowed: dict[str, str]) -> None:
    vhost = quote(names.VHOST, safe="")
    broker.put(f"permissions/{vhost}/{quote(user, safe='')}", allowed)


if __name__ == "__main__":
    logs.configure("topology")
    apply(read(Settings))
    sys.stdout.write("the broker has its shape\n")
