"""Messages that no queue should ever hold, and each of them different."""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import uuid4

import pika

JSON: Final = "application/json"
NOT_UTF_8: Final = b'{"name": "\xff\xfe"}'


@dataclass(frozen=True, slots=True, kw_only=True)
class Poison:
    """One malformed message; `routing_key` empty means straight into the queue."""

    body: bytes
    content_type: str | None = JSON
    headers: dict[str, Any] = field(default_factory=dict)
    reply_to: str | None = None
    routing_key: str = ""

    @property
    def properties(self) -> pika.BasicProperties:
        """The message's properties."""
        return pika.BasicProperties(
            content_type=self.content_type,
            content_encoding="utf-8",
            delivery_mode=2,
            headers=self.headers,
            reply_to=self.reply_to,
        )


def calls(service: str) -> Iterator[Poison]:
    """Return twelve messages that are no calls to `service`."""
    good = json.dumps({"args": [{}], "kwargs": {}}).encode()
    in_time = {"nameko.deadline": int(time.time()) + 600}  # pika sends no float
    ping = f"{service}.ping"

    def call(body: bytes = good, **change: Any) -> Poison:
        told: dict[str, Any] = {
            "reply_to": "reply-nobody",
            "headers": in_time,
            "routing_key": ping,
        }
        return Poison(body=body, **(told | change))

    yield call(reply_to=None)
    yield call(content_type="text/plain")
    yield call(content_type="application/x-python-serialize")
    yield call(content_type=None)
    yield call(b"no json")
    yield call(NOT_UTF_8)
    yield call(b"null")
    yield call(b'{"args": [], "kwargs": {}}')
    yield call(headers={})
    yield call(headers={"nameko.deadline": "tomorrow"})
    yield call(headers=in_time | {"nameko.actor": 7})
    yield call(routing_key=f"{service}.no_such_verb")


def events(name: str) -> Iterator[Poison]:
    """Return twelve messages that are no event of this name."""
    good = {
        "event_id": str(uuid4()),
        "name": name,
        "version": 1,
        "occurred_at": "2026-06-24T01:02:03+00:00",
        "body": {},
    }
    yield Poison(body=b"")
    yield Poison(body=b"no json")
    yield Poison(body=NOT_UTF_8)
    yield Poison(body=json.dumps(good).encode(), content_type="text/plain")
    yield Poison(body=b"\x80\x04.", content_type="application/x-python-serialize")
    yield Poison(body=b"null")
    yield Poison(body=b"[1, 2, 3]")
    for change in (
        {"event_id": "no uuid"},
        {"name": "something_else"},
        {"version": 99},
        {"occurred_at": "yesterday"},
        {"body": {"total": "much", "checkout_id": 1, "staff_id": []}},
    ):
        yield Poison(body=json.dumps(good | change).encode())

