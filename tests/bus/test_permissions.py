"""Who may touch what on the broker, tried by each of its users on the real one."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pika
import pytest
from pika.adapters.blocking_connection import BlockingChannel
from pika.exceptions import (
    ChannelClosedByBroker,
    ProbableAccessDeniedError,
    ProbableAuthenticationError,
)

from deploy.keys import BUS_USERS
from machiken.bus import names, topology
from tests.bus.broker import CALLS, EVENTS, RANG, Broker

SERVICES = topology.SERVICES
REFUSED = 403

Deed = Callable[[BlockingChannel], object]


@contextmanager
def _as(broker: Broker, user: str) -> Iterator[BlockingChannel]:
    connection = pika.BlockingConnection(pika.URLParameters(broker.url(user)))
    try:
        yield connection.channel()
    finally:
        connection.close()


def _may(broker: Broker, user: str, deed: Deed) -> bool:
    with _as(broker, user) as channel:
        try:
            deed(channel)
        except ChannelClosedByBroker as closed:
            if closed.reply_code != REFUSED:
                raise
            return False
        return True


def _reading(queue: str) -> Deed:
    return lambda channel: channel.basic_get(queue)


def _publishing(exchange: str, key: str = "nobody.listens") -> Deed:
    def deed(channel: BlockingChannel) -> None:
        channel.confirm_delivery()
        channel.basic_publish(exchange, key, b"{}")

    return deed


def _declaring(queue: str) -> Deed:
    return lambda channel: channel.queue_declare(queue, exclusive=True)


@pytest.mark.parametrize("user", BUS_USERS)
@pytest.mark.parametrize("owner", SERVICES)
def test_a_service_reads_its_own_calls_and_nobody_else_does(
    broker: Broker, user: str, owner: str
) -> None:
    queue = names.calls_queue(owner)

    assert _may(broker, user, _reading(queue)) is (user == owner)


@pytest.mark.parametrize("user", SERVICES)
def test_a_service_reads_the_events_that_it_listens_for_and_no_others(
    broker: Broker, user: str
) -> None:
    queues = [
        queue["name"]
        for queue in topology.definitions()["queues"]
        if queue["name"].startswith("evt-")
    ]
    assert queues

    allowed = {queue for queue in queues if _may(broker, user, _reading(queue))}

    assert allowed == {queue for queue in queues if f"--{user}." in queue}
    assert not _may(broker, user, _reading(RANG))


@pytest.mark.parametrize("user", BUS_USERS)
def test_a_service_announces_its_own_events_and_nobody_elses(
    broker: Broker, user: str
) -> None:
    exchanges = [
        exchange["name"]
        for exchange in topology.definitions()["exchanges"]
        if exchange["name"].endswith(".events")
    ]
    assert exchanges

    allowed = {each for each in exchanges if _may(broker, user, _publishing(each))}

    assert allowed == {each for each in exchanges if each == f"{user}.events"}
    assert not _may(broker, user, _publishing(EVENTS))


@pytest.mark.parametrize("user", BUS_USERS)
def test_only_callers_call_and_only_services_answer(broker: Broker, user: str) -> None:
    calls = _may(broker, user, _publishing(names.CALLS))
    replies = _may(broker, user, _publishing(names.REPLIES))

    assert calls is (user in {"gateway", "operator"})
    assert replies is (user in SERVICES)


@pytest.mark.parametrize("user", BUS_USERS)
def test_nobody_declares_anything_but_a_callers_own_reply_queue(
    broker: Broker, user: str
) -> None:
    tried = {
        queue: _may(broker, user, _declaring(queue))
        for queue in (
            "anything",
            "rpc-own",
            names.reply_queue("gateway", "1"),
            names.reply_queue("operator", "1"),
        )
    }

    assert {queue for queue, may in tried.items() if may} == (
        {names.reply_queue(user, "1")} if user in {"gateway", "operator"} else set()
    )
    assert not _may(broker, user, lambda it: it.exchange_declare("anything", "fanout"))
    assert not _may(broker, user, lambda it: it.queue_delete(CALLS))


@pytest.mark.parametrize("user", BUS_USERS)
def test_only_the_operator_deals_with_what_is_parked(broker: Broker, user: str) -> None:
    may = _may(broker, user, _reading(names.PARKED))
    past_the_exchanges = _may(broker, user, _publishing("", "nobody"))

    assert may is past_the_exchanges is (user == "operator")


@pytest.mark.parametrize("user", BUS_USERS)
def test_nobody_listens_in_on_answers_by_binding_another_queue(
    broker: Broker, user: str
) -> None:
    def listening_in(channel: BlockingChannel) -> None:
        channel.queue_bind(names.PARKED, names.REPLIES, "reply-gateway-1")

    assert not _may(broker, user, listening_in)


def test_the_broker_knows_no_guest(broker: Broker) -> None:
    server = broker.admin_url.rpartition("@")[2]
    guest = pika.URLParameters(f"amqp://guest:guest@{server}")

    with pytest.raises((ProbableAuthenticationError, ProbableAccessDeniedError)):
        pika.BlockingConnection(guest)


@pytest.mark.parametrize("user", BUS_USERS)
def test_nobody_enters_another_host_of_the_broker(broker: Broker, user: str) -> None:
    elsewhere = pika.URLParameters(broker.url(user).removesuffix(names.VHOST) + "%2F")

    with pytest.raises((ProbableAccessDeniedError, ProbableAuthenticationError)):
        pika.BlockingConnection(elsewhere)
