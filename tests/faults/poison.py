"""Messages that no queue should ever hold: twelve forms of them for each queue."""

import json
import re
import time
from collections.abc import Iterator
from typing import Any, Final
from uuid import uuid4

import pika

from machiken.bus import names
from tests.journeys.broker import Message

FORMS: Final = 12
JSON: Final = "application/json"
PICKLE: Final = "application/x-python-serialize"
NOT_UTF_8: Final = b'{"name": "\xff\xfe"}'
_EVENT: Final = re.compile(r"evt-[a-z]+-(?P<name>[a-z_]+)--")


def for_queue(queue: str) -> list[Message]:
    """Return twelve messages that the queue's reader can make nothing of."""
    event = _EVENT.match(queue)
    found = list(
        _events(queue, event["name"]) if event else _calls(queue.removeprefix("rpc-"))
    )
    assert len(found) == FORMS
    return found


def _calls(service: str) -> Iterator[Message]:
    in_time = {"nameko.deadline": int(time.time()) + 600}  # pika sends no float
    good = b'{"args": [{}], "kwargs": {}}'

    def call(body: bytes = good, verb: str = "ping", **change: Any) -> Message:
        told = {"reply_to": "reply-nobody", "headers": in_time, "content_type": JSON}
        return Message(
            exchange=names.CALLS,
            routing_key=f"{service}.{verb}",
            body=body,
            properties=_properties(**(told | change)),
        )

    yield call(reply_to=None)
    yield call(content_type="text/plain")
    yield call(content_type=PICKLE)
    yield call(content_type=None)
    yield call(b"no json")
    yield call(NOT_UTF_8)
    yield call(b"null")
    yield call(b'{"args": [], "kwargs": {}}')
    yield call(headers={})
    yield call(headers={"nameko.deadline": "tomorrow"})
    yield call(headers=in_time | {"nameko.actor": 7})
    yield call(verb="no_such_verb")


def _events(queue: str, name: str) -> Iterator[Message]:
    good = {
        "event_id": str(uuid4()),
        "name": name,
        "version": 1,
        "occurred_at": "2026-06-24T01:02:03+00:00",
        "body": {},
    }

    def event(body: bytes, content_type: str = JSON) -> Message:
        properties = _properties(content_type=content_type)
        return Message(routing_key=queue, body=body, properties=properties)

    yield event(b"")
    yield event(b"no json")
    yield event(NOT_UTF_8)
    yield event(json.dumps(good).encode(), "text/plain")
    yield event(b"\x80\x04.", PICKLE)
    yield event(b"null")
    yield event(b"[1, 2, 3]")
    for change in (
        {"event_id": "no uuid"},
        {"name": "something_else"},
        {"version": 99},
        {"occurred_at": "yesterday"},
        {"body": {"total": "much", "checkout_id": 1, "staff_id": []}},
    ):
        yield event(json.dumps(good | change).encode())


def _properties(**told: Any) -> pika.BasicProperties:
    return pika.BasicProperties(content_encoding="utf-8", delivery_mode=2, **told)
