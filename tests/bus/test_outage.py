"""The broker's bad days: whatever it does, calls end in time and all is well after."""

import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from deploy.local.stack import Stack
from deploy.local.supervision import send, wait_until
from machiken.bus.client import OutcomeUnknown, RpcClient, Unavailable
from machiken.contracts.verbs import Ping
from machiken.database import Transactions
from tests.bus.broker import RANG, Broker
from tests.bus.tally import contracts
from tests.bus.tally.contracts import Rang, Say
from tests.bus.tally.process import Tally
from tests.kernel.tables import marked

PAGE_S_MAX = 8.0
RECOVERY_S_MAX = 40.0


@pytest.fixture
def frozen(stack: Stack) -> Iterator[int]:
    """Return the id of a broker that stands still until the test is over."""
    pid = stack.kill("rabbitmq", signal.SIGSTOP)
    yield pid
    send(pid, signal.SIGCONT)
    stack.wait_healthy("rabbitmq", RECOVERY_S_MAX)


def _outcome(client: RpcClient, word: str, after_s: float = 0.0) -> str:
    """Call, and return how it ended; assert that it ended in time."""
    began = time.monotonic()
    try:
        client.call(contracts.SAY, Say(word=word, after_s=after_s))
    except (Unavailable, OutcomeUnknown) as error:
        return type(error).__name__
    finally:
        assert time.monotonic() - began < PAGE_S_MAX
    return "ok"


def _wait_recovered(client: RpcClient) -> None:
    wait_until(lambda: _outcome(client, "?") == "ok", RECOVERY_S_MAX, "an answer")


def _restarted(stack: Stack, old_pid: int) -> None:
    stack.wait_restarted("rabbitmq", old_pid, RECOVERY_S_MAX)
    stack.wait_healthy("rabbitmq", RECOVERY_S_MAX)


@pytest.mark.usefixtures("tally")
def test_a_broker_killed_within_a_call_leaves_the_outcome_unknown(
    stack: Stack, client: RpcClient, db: Transactions
) -> None:
    client.call(contracts.PING, Ping())
    with ThreadPoolExecutor(1) as threads:
        answer = threads.submit(_outcome, client, "x", 1.5)
        wait_until(lambda: marked(db, "x:begun") == 1, 5, "the call being run")
        old_pid = stack.kill("rabbitmq")
        assert answer.result() == "OutcomeUnknown"

    wait_until(lambda: marked(db, "x") == 1, 5, "the work done all the same")
    _restarted(stack, old_pid)
    _wait_recovered(client)
    assert marked(db, "x") == 1


def test_calls_without_a_broker_end_soon_and_work_again_after_it_is_back(
    stack: Stack, tally: Tally, client: RpcClient, broker: Broker, db: Transactions
) -> None:
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda _: client.call(contracts.PING, Ping()), range(8)))
    stack.supervisor.stop(["rabbitmq"])
    try:
        began = time.monotonic()
        assert _outcome(client, "lost") in {"Unavailable", "OutcomeUnknown"}
        assert time.monotonic() - began < 1.0
        assert _outcome(client, "lost") == "Unavailable"
        wait_until(
            lambda: not tally.is_well(), 15, "the tally saying that it is cut off"
        )
    finally:
        stack.supervisor.start(["rabbitmq"])
        stack.wait_healthy("rabbitmq", RECOVERY_S_MAX)

    wait_until(tally.is_well, RECOVERY_S_MAX, "the tally being well again")
    _wait_recovered(client)
    outcomes = [_outcome(client, "after") for _ in range(20)]
    broker.ring(Rang(word="event"))
    wait_until(lambda: marked(db, "event") == 1, 10, "the event heard")
    assert outcomes == ["ok"] * 20
    assert marked(db, "lost") == 0


def test_the_first_answer_after_a_restart_is_not_lost(
    stack: Stack, tally: Tally, client: RpcClient, broker: Broker
) -> None:
    client.call(contracts.PING, Ping())
    old_pid = stack.kill("rabbitmq")
    _restarted(stack, old_pid)
    wait_until(lambda: _consumers(broker) == 2, RECOVERY_S_MAX, "the tally listening")
    wait_until(tally.is_well, RECOVERY_S_MAX, "the tally being well")

    assert _outcome(client, "first") == "ok"


@pytest.mark.usefixtures("tally")
def test_events_that_the_broker_has_taken_survive_it(
    stack: Stack, broker: Broker, db: Transactions
) -> None:
    for number in range(50):
        broker.ring(Rang(word="x", after_s=0.05 * (number % 3)))

    old_pid = stack.kill("rabbitmq")

    _restarted(stack, old_pid)
    wait_until(lambda: marked(db, "x") == 50, RECOVERY_S_MAX, "fifty marks")
    wait_until(lambda: broker.depth(RANG) == 0, 10, "the repeats dealt with")
    assert marked(db, "x") == 50


@pytest.mark.usefixtures("tally")
def test_a_frozen_broker_is_not_waited_for_without_end(
    client: RpcClient, request: pytest.FixtureRequest
) -> None:
    client.call(contracts.PING, Ping())
    pid = request.getfixturevalue("frozen")

    assert _outcome(client, "on an open line") == "OutcomeUnknown"
    assert _outcome(client, "on a new line") == "Unavailable"

    send(pid, signal.SIGCONT)
    _wait_recovered(client)


@pytest.mark.usefixtures("tally")
def test_a_broker_that_takes_no_messages_is_not_waited_for(
    broker: Broker, client: RpcClient, db: Transactions
) -> None:
    client.call(contracts.PING, Ping())
    broker.control("set_vm_memory_high_watermark", "absolute", "1")
    try:
        began = time.monotonic()
        outcomes = [_outcome(client, "blocked") for _ in range(3)]
        took_s = time.monotonic() - began
    finally:
        broker.control("set_vm_memory_high_watermark", "absolute", "512MB")

    assert set(outcomes) <= {"OutcomeUnknown", "Unavailable"}
    assert took_s < PAGE_S_MAX
    _wait_recovered(client)
    assert marked(db, "blocked") <= len(outcomes)


def _consumers(broker: Broker) -> int:
    with broker.channel() as channel:
        return sum(
            channel.queue_declare(queue, passive=True).method.consumer_count
            for queue in (RANG, "rpc-tally")
        )
