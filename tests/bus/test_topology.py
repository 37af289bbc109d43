from typing import Any

from deploy.local.supervision import wait_until
from machiken.bus import names, topology
from machiken.settings import read
from tests.bus.broker import CALLS, RANG, Broker


def _queues(broker: Broker) -> dict[str, dict[str, Any]]:
    listed = broker.management.get(f"queues/{names.VHOST}")
    return {queue["name"]: queue for queue in listed}


def _shape(broker: Broker) -> dict[str, Any]:
    described = broker.management.get(f"definitions/{names.VHOST}")
    parts = ("queues", "exchanges", "bindings", "policies")
    return {part: sorted(described[part], key=str) for part in parts}


def test_the_broker_has_all_that_is_described(broker: Broker) -> None:
    described = topology.definitions()
    there = _shape(broker)

    for part in ("queues", "exchanges", "policies"):
        names_there = {each["name"] for each in there[part]}
        assert {each["name"] for each in described[part]} <= names_there
    assert all(binding in there["bindings"] for binding in described["bindings"])


def test_applied_again_it_changes_nothing(broker: Broker) -> None:
    before = _shape(broker)

    broker.shape()

    assert _shape(broker) == before


def test_what_was_lost_is_made_again(broker: Broker) -> None:
    before = _shape(broker)
    # No quorum queue: this broker may mix up the files of one deleted and its namesake.
    with broker.channel() as channel:
        channel.queue_delete(names.calls_queue("auth"))
        channel.exchange_delete("redemption.events")

    settings = broker.stack.environment("topology")
    topology.apply(read(topology.Settings, settings))

    assert _shape(broker) == before


def test_what_is_rejected_or_crashes_a_service_is_parked_and_not_lost(
    broker: Broker,
) -> None:
    policies = {each["name"]: each["definition"] for each in _shape(broker)["policies"]}

    assert policies["calls"]["dead-letter-exchange"] == names.PARKED
    assert policies["events"]["dead-letter-exchange"] == names.PARKED
    assert policies["events"]["dead-letter-strategy"] == "at-least-once"
    assert policies["events"]["overflow"] == "reject-publish"
    assert policies["events"]["delivery-limit"] > 0
    wait_until(lambda: _without_policy(broker) == [], 15, "the broker's own overview")
    queues = _queues(broker)
    assert queues[CALLS]["policy"] == "calls"
    assert queues[RANG]["policy"] == "events"


def test_events_and_parked_messages_lie_in_queues_that_survive(broker: Broker) -> None:
    kept = {
        name: (queue["type"], queue["durable"])
        for name, queue in _queues(broker).items()
        if name.startswith("evt-") or name == names.PARKED
    }

    assert kept
    assert set(kept.values()) == {("quorum", True)}


def _without_policy(broker: Broker) -> list[str]:
    return [
        name
        for name, queue in _queues(broker).items()
        if name.startswith(("rpc-", "evt-")) and not queue.get("policy")
    ]
