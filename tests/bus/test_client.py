import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from deploy.local.supervision import wait_until
from machiken.bus.breaker import OPEN_S
from machiken.bus.client import OutcomeUnknown, RpcClient, Unavailable
from machiken.contracts.verbs import Ping
from machiken.database import Transactions
from tests.bus.broker import CALLS, Broker
from tests.bus.tally import contracts
from tests.bus.tally.contracts import Said, Say
from tests.bus.tally.process import Tally
from tests.kernel.tables import marked


def _took_s(doing: Callable[[], object], *expected: type[Exception]) -> float:
    began = time.monotonic()
    with pytest.raises(expected):
        doing()
    return time.monotonic() - began


@pytest.mark.usefixtures("tally")
def test_threads_never_get_each_others_answers(
    client: RpcClient, db: Transactions
) -> None:
    def ask(thread: int) -> list[Said]:
        return [
            client.call(contracts.SAY, Say(word=f"{thread}-{number}"))
            for number in range(40)
        ]

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(ask, range(8)))

    assert [[each.word for each in said] for said in answers] == [
        [f"{thread}-{number}" for number in range(40)] for thread in range(8)
    ]
    assert all(each.times == 1 for said in answers for each in said)
    assert marked(db, "7-39") == 1


@pytest.mark.usefixtures("tally")
def test_without_an_answer_in_time_the_outcome_is_unknown(
    client: RpcClient, db: Transactions
) -> None:
    slow = Say(word="slow", after_s=1.0)
    client.call(contracts.PING, Ping())

    took_s = _took_s(
        lambda: client.call(contracts.SAY, slow, before=time.monotonic() + 0.4),
        OutcomeUnknown,
    )

    assert took_s < 1.0
    wait_until(lambda: marked(db, "slow") == 1, 5, "the work done all the same")


@pytest.mark.usefixtures("tally")
def test_a_late_answer_is_not_taken_for_the_next_one(
    client: RpcClient, db: Transactions
) -> None:
    client.call(contracts.PING, Ping())
    for number in range(5):
        slow = Say(word=f"slow-{number}", after_s=0.3)
        with pytest.raises(OutcomeUnknown):
            client.call(contracts.SAY, slow, before=time.monotonic() + 0.2)

        assert client.call(contracts.PING, Ping()).service == "tally"
        assert client.call(contracts.SAY, Say(word=f"q-{number}")).word == f"q-{number}"

    wait_until(lambda: marked(db, "slow-4") == 1, 5, "the last slow one done")
    assert client.call(contracts.SAY, Say(word="last")).word == "last"


def test_a_service_that_does_not_exist_is_unavailable_at_once(
    client: RpcClient,
) -> None:
    took_s = _took_s(lambda: client.call(contracts.PING_NOBODY, Ping()), Unavailable)

    assert took_s < 0.5


def test_a_service_that_is_down_is_waited_for_and_never_runs_the_call_later(
    mortal: Tally, broker: Broker, client: RpcClient, db: Transactions
) -> None:
    ghost = Say(word="ghost")
    took_s = _took_s(
        lambda: client.call(contracts.SAY, ghost, before=time.monotonic() + 0.5),
        OutcomeUnknown,
    )
    assert 0.4 < took_s < 1.0
    assert broker.depth(CALLS) == 1

    mortal.start()
    mortal.wait_well()

    assert client.call(contracts.SAY, Say(word="next")).times == 1
    assert len(mortal.logged("bus.call_expired")) == 1
    assert marked(db, "ghost") == 0


def test_a_service_that_never_answers_is_soon_not_asked_any_more(
    mortal: Tally, client: RpcClient, db: Transactions
) -> None:
    for _ in range(5):
        with pytest.raises(OutcomeUnknown):
            client.call(contracts.PING, Ping(), before=time.monotonic() + 0.1)

    assert _took_s(lambda: client.call(contracts.PING, Ping()), Unavailable) < 0.05
    with pytest.raises(Unavailable):
        client.call(contracts.PING_NOBODY, Ping())

    mortal.start()
    mortal.wait_well()
    wait_until(lambda: _answers(client), OPEN_S + 3, "the service asked again")
    assert client.call(contracts.SAY, Say(word="x")).times == marked(db, "x") == 1


@pytest.mark.usefixtures("tally")
def test_refusals_and_faults_do_not_open_the_breaker(client: RpcClient) -> None:
    for _ in range(10):
        with pytest.raises(OutcomeUnknown):
            client.call(contracts.FAIL, Say(word="x"))

    assert _answers(client)


@pytest.mark.usefixtures("tally")
def test_a_page_that_has_used_up_its_time_makes_no_call(
    client: RpcClient, db: Transactions
) -> None:
    with pytest.raises(Unavailable):
        client.call(contracts.SAY, Say(word="x"), before=time.monotonic() - 0.1)

    assert marked(db, "x") == 0
    assert _answers(client)


def test_a_broker_that_is_not_there_is_noticed_at_once() -> None:
    client = RpcClient("amqp://gateway:x@127.0.0.1:1/machiken", caller="gateway")

    assert _took_s(lambda: client.call(contracts.PING, Ping()), Unavailable) < 0.5


def test_a_wrong_password_makes_a_service_unavailable(broker: Broker) -> None:
    url = broker.url("gateway").replace("gateway:", "gateway:wrong-")
    client = RpcClient(url, caller="gateway")

    took_s = _took_s(lambda: client.call(contracts.PING, Ping()), Unavailable)

    assert took_s < 3  # the broker takes its time to say no


@pytest.mark.usefixtures("tally")
def test_a_line_that_was_cut_while_it_rested_is_replaced_unseen(
    broker: Broker, client: RpcClient
) -> None:
    client.call(contracts.PING, Ping())
    wait_until(lambda: broker.disconnect("gateway") > 0, 15, "the line cut")

    assert client.call(contracts.SAY, Say(word="x")).times == 1


@pytest.mark.usefixtures("tally")
def test_few_lines_and_reply_queues_are_kept(broker: Broker, client: RpcClient) -> None:
    def ask(number: int) -> None:
        client.call(contracts.SAY, Say(word=str(number)))

    def reply_queues() -> list[str]:
        listed = broker.management.get("queues?columns=name")
        return [each["name"] for each in listed if "reply-gateway" in each["name"]]

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(ask, range(100)))
    assert 1 <= len(reply_queues()) <= 4

    client.close()
    wait_until(lambda: reply_queues() == [], 10, "no reply queue being left")


def _answers(client: RpcClient) -> bool:
    try:
        client.call(contracts.PING, Ping())
    except (Unavailable, OutcomeUnknown):
        return False
    return True
