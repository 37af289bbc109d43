"""No message stops a service: what is no call and no event is parked, and seen."""

import json
import pickle
import time
from collections.abc import Callable
from typing import Any

import pytest

from deploy.local.supervision import wait_until
from machiken.bus import names
from machiken.bus.client import RpcClient
from machiken.contracts.wire import to_wire
from machiken.database import Transactions
from tests.bus.broker import CALLS, EVENTS, RANG, Broker
from tests.bus.tally import contracts
from tests.bus.tally.contracts import Rang, Say
from tests.bus.tally.process import Tally
from tests.kernel.tables import marked

MEGABYTE = 1_000_000
CALL = {"args": [{"word": "malformed"}], "kwargs": {}}
EVENT: dict[str, Any] = {
    "event_id": "00000000-0000-0000-0000-000000000001",
    "name": "rang",
    "version": 1,
    "occurred_at": "2026-08-01T00:00:00Z",
    "body": to_wire(Rang(word="malformed")),
}

Message = tuple[bytes, dict[str, Any]]


def _bodies(good: dict[str, Any]) -> dict[str, Message]:
    """Return what may arrive at any queue: a body, and how it is described."""
    plain = json.dumps(good).encode()
    return {
        "no content type": (plain, {"content_type": None}),
        "pickle": (
            pickle.dumps(good),
            {"content_type": "application/x-python-serialize"},
        ),
        "pickle called json": (pickle.dumps(good), {}),
        "yaml": (b"args: [{word: malformed}]", {"content_type": "application/x-yaml"}),
        "unknown content type": (plain, {"content_type": "image/png"}),
        "said to be compressed": (plain, {"headers": {"compression": "bzip9"}}),
        "bad JSON": (b'{"args": [{"word": ', {}),
        "JSON list": (b'[{"word": "malformed"}]', {}),
        "JSON null": (b"null", {}),
        "JSON number": (b"1e999", {}),
        "JSON text": (b'"malformed"', {}),
        "endless nesting": (b"[" * 100_000, {}),
        "empty body": (b"", {}),
        "a megabyte of nothing": (b" " * MEGABYTE, {}),
        "a megabyte of zeros": (bytes(MEGABYTE), {}),
        "invalid UTF-8": (b'{"args": [{"word": "\xff\xfe"}]}', {}),
        "invalid UTF-8 as id": (plain, {"correlation_id": b"\xff\xfe"}),
        "invalid UTF-8 as type": (plain, {"type": b"\xff\xfe"}),
    }


CALLS_ONLY: dict[str, Message] = {
    "no reply_to": (json.dumps(CALL).encode(), {"reply_to": None}),
    "invalid UTF-8 as header": (json.dumps(CALL).encode(), {"headers": {b"\xff": "x"}}),
    "no headers": (json.dumps(CALL).encode(), {"headers": None}),
    "no args": (b'{"kwargs": {"word": "malformed"}}', {}),
    "args no list": (b'{"args": {"word": "malformed"}}', {}),
    "two args": (b'{"args": [{"word": "malformed"}, {"word": "malformed"}]}', {}),
    "no arg": (b'{"args": []}', {}),
    "a megabyte of args": (b'{"args": [' + b"0," * (MEGABYTE // 2) + b"0]}", {}),
    **{
        f"deadline {shown}": (
            json.dumps(CALL).encode(),
            {"headers": {"nameko.deadline": value}},
        )
        for shown, value in {
            "a text": str(int(time.time()) + 60),
            "true": True,
            "null": None,
            "a table": {"at": 1},
            "bytes": b"\xff\xff",
        }.items()
    },
    **{
        f"actor {shown}": (
            json.dumps(CALL).encode(),
            {"headers": {"nameko.deadline": 2**40, "nameko.actor": value}},
        )
        for shown, value in {"an int": 7, "a list": ["x"], "bytes": b"\xff"}.items()
    },
}

EVENTS_ONLY: dict[str, Message] = {
    name: (json.dumps(happened).encode(), {})
    for name, happened in {
        "empty object": {},
        "no id": {**EVENT, "event_id": None},
        "a wrong id": {**EVENT, "event_id": "seven"},
        "another event": {**EVENT, "name": "sang"},
        "another version": {**EVENT, "version": 2},
        "version as text": {**EVENT, "version": "1"},
        "no moment": {**EVENT, "occurred_at": "yesterday"},
        "body a text": {**EVENT, "body": "malformed"},
        "body incomplete": {**EVENT, "body": {}},
        "body of other types": {**EVENT, "body": {"word": 7}},
        "a megabyte for a word": {**EVENT, "body": {"word": ["x"] * (MEGABYTE // 5)}},
    }.items()
}


@pytest.mark.parametrize("kind", [*_bodies(CALL), *CALLS_ONLY])
def test_a_malformed_call_is_parked_and_its_neighbours_are_answered(
    tally: Tally, broker: Broker, client: RpcClient, db: Transactions, kind: str
) -> None:
    body, described = {**_bodies(CALL), **CALLS_ONLY}[kind]
    assert client.call(contracts.SAY, Say(word="neighbour")).times == 1

    broker.call("say", body, **described)

    broker.wait_parked(1)
    assert client.call(contracts.SAY, Say(word="neighbour")).times == 2
    _nothing_else_happened(tally, broker, db)


@pytest.mark.parametrize("kind", [*_bodies(EVENT), *EVENTS_ONLY])
def test_a_malformed_event_is_parked_and_its_neighbours_are_heard(
    tally: Tally, broker: Broker, db: Transactions, kind: str
) -> None:
    body, described = {**_bodies(EVENT), **EVENTS_ONLY}[kind]
    broker.ring(Rang(word="neighbour"))

    broker.publish(EVENTS, Rang.name, body, **_described(described))

    broker.wait_parked(1)
    broker.ring(Rang(word="neighbour"))
    wait_until(lambda: marked(db, "neighbour") == 2, 5, "both neighbours")
    _nothing_else_happened(tally, broker, db)


def test_all_malformed_messages_at_once_stop_nobody(
    tally: Tally, broker: Broker, client: RpcClient, db: Transactions
) -> None:
    calls = {**_bodies(CALL), **CALLS_ONLY}.values()
    events = {**_bodies(EVENT), **EVENTS_ONLY}.values()
    for body, described in calls:
        broker.call("say", body, **described)
    for body, described in events:
        broker.publish(EVENTS, Rang.name, body, **_described(described))
    broker.ring(Rang(word="neighbour"))

    broker.wait_parked(len(calls) + len(events))
    assert client.call(contracts.SAY, Say(word="neighbour")).times >= 1
    wait_until(lambda: marked(db, "neighbour") == 2, 5, "both neighbours")
    _nothing_else_happened(tally, broker, db, parked=len(calls) + len(events))


@pytest.mark.parametrize("verb", [b"\xff\xfe", b"say\xff", b"", "券".encode()])
def test_an_unreadable_verb_is_parked(
    tally: Tally, broker: Broker, client: RpcClient, db: Transactions, verb: bytes
) -> None:
    body = json.dumps(CALL).encode()
    known = {"content_type": "application/json", "reply_to": "reply-nobody"}

    broker.publish(names.CALLS, b"tally." + verb, body, **known)

    broker.wait_parked(1)
    assert client.call(contracts.SAY, Say(word="neighbour")).times == 1
    _nothing_else_happened(tally, broker, db)


@pytest.mark.parametrize("reply_to", [b"\xff\xfe", b"reply-nobody", b"x" * 255])
def test_an_answer_that_has_nowhere_to_go_troubles_nobody(
    tally: Tally,
    broker: Broker,
    client: RpcClient,
    db: Transactions,
    reply_to: bytes,
) -> None:
    body = json.dumps({"args": [{"word": "lost"}]}).encode()

    broker.call("say", body, reply_to=reply_to)

    done: Callable[[], bool] = lambda: (  # noqa: E731 - read beside its use
        marked(db, "lost") + broker.depth(names.PARKED) == 1
    )
    wait_until(done, 5, "the call run or parked")
    assert client.call(contracts.SAY, Say(word="neighbour")).times == 1
    assert tally.is_well()


def _described(described: dict[str, Any]) -> dict[str, Any]:
    whole = {"content_type": "application/json", **described}
    return {name: value for name, value in whole.items() if value is not None}


def _nothing_else_happened(
    tally: Tally, broker: Broker, db: Transactions, *, parked: int = 1
) -> None:
    assert marked(db, "malformed") == 0
    assert broker.depth(CALLS) == broker.depth(RANG) == 0
    assert broker.depth(names.PARKED) == parked, "none lost, none looping"
    assert tally.is_well()
