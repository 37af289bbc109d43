"""What can go wrong between two books is planted: both hands together find it."""

from collections.abc import Callable
from typing import Any

import pytest

from deploy.local.stack import Stack
from machiken.bus import hearing
from machiken.bus.consumers import acknowledge
from machiken.database import Transactions
from machiken.relay import Relay
from services.settlement.doors import hearing as doors
from tests.bus.broker import Broker
from tests.redemption.model.delivery import Delivery, Died
from tests.redemption.model.scenes import MIDNIGHT
from tests.redemption.till import Till


@pytest.fixture
def delivery(stack: Stack, bakery: Till, settlement_db: Transactions) -> Delivery:
    """Return an empty way, a payment, and the seal of its half-month."""
    broker = Broker(stack)
    broker.shape()
    broker.purge()
    delivery = Delivery(town=bakery.town, broker=broker, settlement=settlement_db)
    delivery.empty()
    bakery.pay(*bakery.town.sold(2))
    bakery.town.set_clock(MIDNIGHT)
    while bakery.town.work("seal"):
        pass
    return delivery


@pytest.fixture
def dies_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let settlement die over the first payment, before its commit."""
    book, lives = vars(doors)["book_redemption"], iter([False])

    def dying(*given: Any) -> None:
        book(*given)
        if not next(lives, True):
            raise Died

    monkeypatch.setattr(doors, "book_redemption", dying)


def test_events_that_travel_honestly_leave_equal_books(delivery: Delivery) -> None:
    delivery.relay()
    delivery.hear()
    delivery.say_again()
    delivery.hear()

    assert delivery.found() == []


@pytest.mark.usefixtures("dies_once")
def test_a_death_before_the_commit_costs_nothing(delivery: Delivery) -> None:
    delivery.relay()
    delivery.hear_and_die()

    assert delivery.found() == []


@pytest.mark.usefixtures("dies_once")
def test_an_acknowledgement_before_the_commit_is_found(
    delivery: Delivery, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hasty(handle: Callable[[], str], _event: str, message: Any) -> None:
        acknowledge(message)
        handle()

    monkeypatch.setattr(hearing, "_deal_with", hasty)
    delivery.relay()
    delivery.hear_and_die()

    found = delivery.found()
    assert any("still on the way" in each for each in found)
    assert any("paid is 2,000 in redemption" in each for each in found)


def test_a_listener_without_an_inbox_is_found(
    delivery: Delivery, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hearing, "first_time", lambda *_given: True)
    delivery.relay()
    delivery.hear()
    delivery.say_again()
    delivery.hear()

    assert "parked" in delivery.found()


def test_a_relay_that_waits_for_no_confirm_is_found(
    delivery: Delivery, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What the broker did not store before it died, nobody will ever send again.
    monkeypatch.setattr(Relay, "_send", lambda *_given: True)
    delivery.relay()
    delivery.hear()

    assert any("paid is 2,000 in redemption" in each for each in delivery.found())
