import json
from collections.abc import Sequence

import pytest
from pika.exceptions import UnroutableError

from deploy.local.supervision import wait_until
from machiken.bus import names, parked
from machiken.bus.parked import ParkedMessage
from machiken.database import Transactions
from tests.bus.broker import CALLS, EVENTS, RANG, Broker
from tests.bus.tally.contracts import Rang
from tests.kernel.tables import mark, marked

pytestmark = pytest.mark.usefixtures("tally")


@pytest.fixture
def operator(broker: Broker) -> str:
    return broker.url("operator")


def _listed(operator: str, count: int) -> Sequence[ParkedMessage]:
    wait_until(lambda: parked.depth(operator) == count, 10, f"{count} parked")
    return parked.listed(operator)


def _word(message: ParkedMessage) -> str:
    return str(json.loads(message.body)["body"]["word"])


def test_nothing_is_parked_at_first(operator: str) -> None:
    assert parked.listed(operator) == []
    assert parked.depth(operator) == 0


def test_an_operator_sees_what_is_parked_from_where_and_why(
    broker: Broker, operator: str
) -> None:
    event_id = broker.ring(Rang(word="x", how="badly"))

    (message,) = _listed(operator, 1)

    assert message.queue == RANG
    assert message.reason == "rejected"
    assert message.parked_at.startswith("20")
    assert message.content_type == "application/json"
    assert message.size_bytes == len(message.body)
    assert json.loads(message.body)["body"]["word"] == "x"
    assert parked.event_of(message) == {
        "event_id": event_id,
        "name": "rang",
        "version": 1,
        "occurred_at": "2026-08-01T00:00:00Z",
    }


def test_looking_takes_nothing_away_however_often(
    broker: Broker, operator: str
) -> None:
    for number in range(3):
        broker.ring(Rang(word=str(number), how="badly"))
    first = _listed(operator, 3)

    for _ in range(30):
        assert {each.key for each in parked.listed(operator)} == {
            each.key for each in first
        }


def test_a_replayed_event_has_its_effect_once_the_trouble_is_over(
    broker: Broker, operator: str, db: Transactions
) -> None:
    broker.ring(Rang(word="x", how="badly"))
    (message,) = _listed(operator, 1)
    with db.begin() as tx:
        mark(tx, "repaired")

    assert parked.replay(operator, message.key)

    wait_until(lambda: marked(db, "x") == 1, 10, "its effect")
    assert parked.listed(operator) == []


def test_an_event_replayed_too_early_is_parked_again(
    broker: Broker, operator: str, db: Transactions
) -> None:
    broker.ring(Rang(word="x", how="badly"))
    (message,) = _listed(operator, 1)

    assert parked.replay(operator, message.key)

    wait_until(lambda: marked(db, "x:tried") == 2, 10, "a second try")
    (again,) = _listed(operator, 1)
    assert again.queue == RANG
    assert again.body == message.body


def test_a_discarded_message_is_gone_and_its_neighbours_stay(
    broker: Broker, operator: str, db: Transactions
) -> None:
    for word in ("a", "b", "c"):
        broker.ring(Rang(word=word, how="badly"))
    keys = {_word(each): each.key for each in _listed(operator, 3)}

    assert parked.discard(operator, keys["b"])

    assert {_word(each) for each in _listed(operator, 2)} == {"a", "c"}
    assert marked(db, "b") == 0


def test_twins_are_dealt_with_one_at_a_time(broker: Broker, operator: str) -> None:
    for _ in range(2):
        broker.publish(EVENTS, Rang.name, b"twin", content_type="application/json")
    first, _ = _listed(operator, 2)

    assert parked.discard(operator, first.key)

    assert len(_listed(operator, 1)) == 1


def test_a_message_that_is_not_there_is_not_found(
    broker: Broker, operator: str
) -> None:
    broker.ring(Rang(word="x", how="badly"))
    _listed(operator, 1)

    assert not parked.replay(operator, "0" * 12)
    assert not parked.discard(operator, "0" * 12)
    assert parked.depth(operator) == 1


@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"[]", b"null", b'{"name": 1'])
def test_whatever_is_parked_can_be_shown(
    broker: Broker, operator: str, body: bytes
) -> None:
    broker.publish(EVENTS, Rang.name, body, content_type="text/plain")

    (message,) = _listed(operator, 1)

    assert message.body == body
    assert parked.event_of(message) == {}


def test_a_parked_call_is_shown_with_its_queue(broker: Broker, operator: str) -> None:
    broker.call("say", b"{}")

    (message,) = _listed(operator, 1)

    assert message.queue == CALLS


def test_a_message_that_came_from_nowhere_is_kept_when_replayed(
    broker: Broker, operator: str
) -> None:
    broker.publish(names.PARKED, "", b"{}", content_type="application/json")
    (message,) = _listed(operator, 1)
    assert message.queue == ""

    with pytest.raises(UnroutableError):
        parked.replay(operator, message.key)

    assert parked.depth(operator) == 1
