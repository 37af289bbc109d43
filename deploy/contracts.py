"""Writes down what the code promises: event schemas, verbs, the broker's shape.

`python -m deploy.contracts` writes the files, `--check` fails where they differ from
the code. Nobody edits them by hand; their diff is what a reviewer reads.
"""

import importlib
import json
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from machiken.bus import names
from machiken.contracts.events import Event
from machiken.contracts.verbs import Verb, verbs_of
from machiken.money import Yen

ROOT = Path(__file__).parent.parent
SERVICES = ("auth", "redemption", "settlement", "notify")


def main(arguments: list[str]) -> int:
    """Write or check; return the exit code."""
    wanted = dict(files())
    if "--check" not in arguments:
        for path, text in wanted.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return 0
    drifted = [path for path, text in wanted.items() if not _holds(path, text)]
    for path in drifted:
        print(f"{path.relative_to(ROOT)} is not what the code says: run make contracts")
    return 1 if drifted else 0


def files() -> Iterator[tuple[Path, str]]:
    """Return every generated file with its text."""
    for kind, _, _ in listeners():
        path = (
            ROOT / "docs" / "contracts" / "events" / f"{kind.service}.{kind.name}.json"
        )
        yield path, _json(schema(kind))
    yield ROOT / "docs" / "contracts" / "verbs.md", verbs_table()
    yield ROOT / "deploy" / "rabbitmq" / "definitions.json", _json(broker())


# Reading the doors imports eventlet, which says that it is old; docs/adr weighs it.
warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")


def listeners() -> list[tuple[type[Event], str, str]]:
    """Return every (event, listening service, method), found at the services' doors."""
    found = []
    for service in SERVICES:
        module = importlib.import_module(f"services.{service}.service")
        door = getattr(module, f"{service.capitalize()}Service")
        found += [
            (method.hears, service, method.__name__)
            for part in door.__mro__
            for method in vars(part).values()
            if hasattr(method, "hears")
        ]
    return sorted(found, key=lambda each: (each[0].service, each[0].name, each[1]))


def schema(kind: type[Event]) -> dict[str, Any]:
    """Return the JSON schema of an event's body."""
    described = msgspec.json.schema(kind, schema_hook=_yen)
    described["title"] = f"{kind.service}.{kind.name}, version {kind.version}"
    return described


def verbs_table() -> str:
    """Return the table of all verbs, and of who may call them."""
    for service in SERVICES:
        importlib.import_module(f"machiken.contracts.{service}")
    lines = ["# Verbs", "", "Generated from `machiken/contracts`.", ""]
    for service in SERVICES:
        lines += [
            f"## {service}",
            "",
            "| verb | takes | gives | who |",
            "|---|---|---|---|",
        ]
        lines += [_row(verb) for verb in verbs_of(service)]
        lines.append("")
    return "\n".join(lines)


def broker() -> dict[str, Any]:
    """Return the exchanges, queues, bindings and policies of the bus."""
    found = listeners()
    owners = sorted({kind.service for kind, _, _ in found})
    queues = [_queue(names.PARKED, "quorum")]
    bindings = [_binding(names.PARKED, names.PARKED, "")]
    for service in SERVICES:
        queues.append(_queue(names.calls_queue(service), "classic"))
        bindings.append(
            _binding(names.CALLS, names.calls_queue(service), f"{service}.*")
        )
    for kind, listener, method in found:
        queue = names.event_queue(kind.service, kind.name, listener, method)
        queues.append(_queue(queue, "quorum"))
        bindings.append(_binding(names.events_exchange(kind.service), queue, kind.name))
    exchanges = [
        _exchange(names.CALLS, "topic"),
        _exchange(names.REPLIES, "direct"),
        _exchange(names.PARKED, "fanout"),
        *(_exchange(names.events_exchange(owner), "topic") for owner in owners),
    ]
    return {
        "exchanges": exchanges,
        "queues": queues,
        "bindings": bindings,
        "policies": _policies(),
    }


def _policies() -> list[dict[str, Any]]:
    # Calls: no time-to-live, for an expired call would be parked with what it holds;
    # the doors drop it. Events: the limit ends a crash loop, and a dead-lettered event
    # arrives at least once.
    calls = {
        "dead-letter-exchange": names.PARKED,
        "max-length": 5000,
        "overflow": "reject-publish",
    }
    events = {
        "dead-letter-exchange": names.PARKED,
        "dead-letter-strategy": "at-least-once",
        "delivery-limit": 5,
        "overflow": "reject-publish",
    }
    return [_policy("calls", "^rpc-", calls), _policy("events", "^evt-", events)]


def _policy(name: str, pattern: str, definition: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": name,
        "pattern": pattern,
        "apply-to": "queues",
        "priority": 0,
        "definition": definition,
    }


def _exchange(name: str, kind: str) -> dict[str, Any]:
    return {
        "name": name,
        "type": kind,
        "durable": True,
        "auto_delete": False,
        "internal": False,
        "arguments": {},
    }


def _queue(name: str, kind: str) -> dict[str, Any]:
    arguments = {"x-queue-type": kind}
    return {"name": name, "durable": True, "auto_delete": False, "arguments": arguments}


def _binding(exchange: str, queue: str, key: str) -> dict[str, Any]:
    return {
        "source": exchange,
        "destination": queue,
        "destination_type": "queue",
        "routing_key": key,
        "arguments": {},
    }


def _row(verb: Verb[Any, Any]) -> str:
    roles = ", ".join(sorted(role.value for role in verb.roles))
    return (
        f"| {verb.name} | {verb.request.__name__} | {verb.answer.__name__} | {roles} |"
    )


def _yen(kind: type) -> dict[str, Any]:
    if kind is Yen:
        return {"type": "integer", "description": "whole yen"}
    raise NotImplementedError(kind)


def _json(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def _holds(path: Path, text: str) -> bool:
    return path.exists() and path.read_text() == text


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
