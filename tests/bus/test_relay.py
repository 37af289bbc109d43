"""The relay hands events to a real broker: at least once, whatever happens between."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pika.exceptions import AMQPError

from deploy.local.stack import Stack
from deploy.local.supervision import wait_until
from machiken import outbox
from machiken.contracts.events import Happened
from machiken.contracts.wire import from_wire
from machiken.database import Transactions
from machiken.ids import EventId
from machiken.relay import BATCH_MAX, NobodyListens, Relay
from tests.bus.broker import EVENTS, Broker
from tests.bus.tally.contracts import Sang
from tests.kernel.tables import OUTBOX

ROOT = Path(__file__).parents[2]
AT = datetime(2026, 8, 1, tzinfo=UTC)
LISTENER = "test-sang"


@pytest.fixture
def listener(broker: Broker) -> Iterator[str]:
    """Return a durable queue that hears when somebody sang."""
    with broker.channel() as channel:
        channel.queue_declare(LISTENER, durable=True)
        channel.queue_purge(LISTENER)
        channel.queue_bind(LISTENER, EVENTS, Sang.name)
    yield LISTENER
    with broker.channel() as channel:
        channel.queue_delete(LISTENER)


@pytest.fixture
def relay(broker: Broker, db: Transactions) -> Iterator[Relay]:
    relay = Relay(db, OUTBOX, broker.tally_url)
    yield relay
    relay.close()


def _sing(db: Transactions, count: int = 1) -> list[EventId]:
    with db.begin() as tx:
        return [
            outbox.append(tx, OUTBOX, Sang(word=str(number)), at=AT)
            for number in range(count)
        ]


def _unsent(db: Transactions) -> int:
    with db.begin() as tx:
        return outbox.count_unsent(tx, OUTBOX)


def _heard(broker: Broker) -> list[Happened]:
    with broker.channel() as channel:
        bodies = []
        while (taken := channel.basic_get(LISTENER, auto_ack=True))[0] is not None:
            bodies.append(taken[2])
        return [from_wire(Happened, json.loads(body)) for body in bodies]


@pytest.mark.usefixtures("listener")
def test_events_arrive_whole_and_in_order_and_are_marked_as_sent(
    relay: Relay, broker: Broker, db: Transactions
) -> None:
    ids = _sing(db, 5)

    assert relay.run() == 0

    heard = _heard(broker)
    assert [each.event_id for each in heard] == ids
    assert heard[0] == Happened(
        event_id=ids[0], name="sang", version=1, occurred_at=AT, body={"word": "0"}
    )
    assert _unsent(db) == 0
    assert relay.run() == 0
    assert _heard(broker) == []


def test_an_event_travels_as_a_message_that_survives_the_broker(
    relay: Relay, broker: Broker, db: Transactions, listener: str
) -> None:
    (event_id,) = _sing(db)
    relay.run()

    with broker.channel() as channel:
        method, described, _ = channel.basic_get(listener)

    assert method is not None
    assert described is not None
    assert described.delivery_mode == 2
    assert described.content_type == "application/json"
    assert described.message_id == str(event_id)


@pytest.mark.usefixtures("listener")
def test_a_full_batch_is_followed_by_the_next_at_once(
    relay: Relay, broker: Broker, db: Transactions
) -> None:
    _sing(db, BATCH_MAX + 1)

    assert relay.run() == BATCH_MAX
    assert relay.run() == 0

    assert len(_heard(broker)) == BATCH_MAX + 1


def test_an_event_that_no_queue_wants_stays_until_one_does(
    relay: Relay, broker: Broker, db: Transactions, request: pytest.FixtureRequest
) -> None:
    ids = _sing(db, 2)

    for _ in range(3):
        with pytest.raises(NobodyListens, match="sang"):
            relay.run()
    assert _unsent(db) == 2

    request.getfixturevalue("listener")
    relay.run()
    assert [each.event_id for each in _heard(broker)] == ids


def test_without_a_broker_events_wait_and_the_trouble_is_told(
    db: Transactions,
) -> None:
    _sing(db)
    nowhere = Relay(db, OUTBOX, "amqp://tally:x@127.0.0.1:1/machiken")

    with pytest.raises(AMQPError):
        nowhere.run()
    with pytest.raises(AMQPError):
        nowhere.idle()

    assert _unsent(db) == 1


@pytest.mark.usefixtures("listener")
def test_a_connection_lost_at_rest_is_noticed_and_replaced(
    relay: Relay, broker: Broker, db: Transactions
) -> None:
    relay.idle()

    def cut() -> bool:
        broker.disconnect("tally")  # the broker's list of them is some seconds old
        return not _rests(relay)

    wait_until(cut, 15, "the loss noticed")

    relay.idle()
    _sing(db)
    relay.run()
    assert len(_heard(broker)) == 1


@pytest.mark.usefixtures("listener")
def test_a_killed_broker_costs_a_try_and_no_event(
    stack: Stack, relay: Relay, broker: Broker, db: Transactions
) -> None:
    ids = _sing(db, 3)
    relay.run()
    ids += _sing(db, 3)
    old_pid = stack.kill("rabbitmq")

    with pytest.raises(AMQPError):
        relay.run()
    assert _unsent(db) == 3

    stack.wait_restarted("rabbitmq", old_pid, 30)
    stack.wait_healthy("rabbitmq", 30)
    relay.run()
    assert [each.event_id for each in _heard(broker)] == ids
    assert _unsent(db) == 0


KILLED = """
import os, signal, sys
from machiken import relay
from machiken.database import connect
from tests.kernel.tables import OUTBOX
relay.outbox.mark_sent = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
relay.Relay(connect(sys.argv[1], pool_size=1), OUTBOX, sys.argv[2]).run()
"""


@pytest.mark.usefixtures("listener")
def test_a_relay_killed_between_sending_and_marking_sends_twice_and_loses_nothing(
    relay: Relay, broker: Broker, db: Transactions, marks_url: str
) -> None:
    ids = _sing(db, 3)
    killed = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-c", KILLED, marks_url, broker.tally_url],
        cwd=ROOT,
        check=False,
        timeout=60,
    )
    assert killed.returncode == -signal.SIGKILL

    # Its locks are held until PostgreSQL notices that it is gone.
    wait_until(lambda: _sends_all(relay, db), 10, "all events sent")

    assert [each.event_id for each in _heard(broker)] == ids + ids


@pytest.mark.usefixtures("listener")
def test_two_relays_side_by_side_send_each_event_once(
    broker: Broker, db: Transactions
) -> None:
    ids = _sing(db, 4 * BATCH_MAX)
    relays = [Relay(db, OUTBOX, broker.tally_url) for _ in range(2)]

    def send_all(relay: Relay) -> None:
        while _unsent(db):
            relay.run()

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(send_all, relays))
    for each in relays:
        each.close()

    assert sorted(each.event_id for each in _heard(broker)) == sorted(ids)


def _rests(relay: Relay) -> bool:
    try:
        relay.idle()
    except AMQPError:
        return False
    return True


def _sends_all(relay: Relay, db: Transactions) -> bool:
    relay.run()
    return _unsent(db) == 0
