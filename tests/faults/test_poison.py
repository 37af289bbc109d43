"""Twelve malformed messages on each queue of the running system."""

import re
from typing import Final

from deploy.demo.operator import Operator
from deploy.local.supervision import wait_until
from machiken.bus import names
from tests.faults import poison
from tests.faults.checker import Checker
from tests.faults.conftest import Measured
from tests.faults.poison import Poison
from tests.faults.tills import Storm
from tests.journeys.town import Town

FORMS: Final = 12
PARKED_WITHIN_S: Final = 30.0
DONE_WITHIN_S: Final = 30.0
EVENT: Final = re.compile(r"evt-[a-z]+-(?P<name>[a-z_]+)--")


def test_no_message_stops_a_service_or_its_neighbours(
    town: Town, checker: Checker, seed: int, measured: Measured
) -> None:
    queues = [each for each in town.broker.queues() if each != names.PARKED]
    before = {name: state.pid for name, state in town.stack.states().items()}

    with Storm(town, seed) as storm:
        storm.wait_done(5, DONE_WITHIN_S)
        for queue in queues:
            for each in _poison(queue):
                town.broker.put(_address(queue, each), each.body, each.properties)
        wanted = len(queues) * FORMS
        wait_until(
            lambda: town.broker.depth(names.PARKED) >= wanted,
            PARKED_WITHIN_S,
            f"{wanted} messages parked",
        )
        storm.wait_done(20, DONE_WITHIN_S)

    operator = Operator(town.stack.environment("operator"))
    parked = operator.run("parked", "list")
    assert {each["queue"] for each in parked} == set(queues)
    assert len(parked) == wanted
    town.broker.purge(names.PARKED)
    checker.check(storm.history)
    after = {name: state.pid for name, state in town.stack.states().items()}
    assert after == before
    measured.say(f"{wanted} messages parked in {len(queues)} queues; all pids as before")


def _poison(queue: str) -> list[Poison]:
    event = EVENT.match(queue)
    found = (
        list(poison.events(event["name"]))
        if event
        else list(poison.calls(queue.removeprefix("rpc-")))
    )
    assert len(found) == FORMS
    return found


def _address(queue: str, each: Poison) -> tuple[str, str]:
    return (names.CALLS, each.routing_key) if each.routing_key else ("", queue)
