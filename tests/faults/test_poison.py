"""Twelve malformed messages on each queue of the running system."""

from typing import Final

from deploy.demo.operator import Operator
from deploy.local.supervision import wait_until
from machiken.bus import names
from tests.faults import poison
from tests.faults.checker import Checker
from tests.faults.conftest import Measured
from tests.faults.tills import Storm
from tests.journeys.town import Town

PARKED_WITHIN_S: Final = 30.0
DONE_WITHIN_S: Final = 30.0


def test_no_message_stops_a_service_or_its_neighbours(
    town: Town, checker: Checker, seed: int, measured: Measured
) -> None:
    queues = [each for each in town.broker.queues() if each != names.PARKED]
    wanted = len(queues) * poison.FORMS
    before = {name: state.pid for name, state in town.stack.states().items()}

    with Storm(town, seed) as storm:
        storm.wait_done(5, DONE_WITHIN_S)
        for queue in queues:
            town.broker.put(poison.for_queue(queue))
        wait_until(
            lambda: town.broker.depth(names.PARKED) >= wanted,
            PARKED_WITHIN_S,
            f"{wanted} messages parked",
        )
        storm.wait_done(20, DONE_WITHIN_S)

    operator = Operator(town.stack.environment("operator"))
    parked = operator.run("parked", "list")
    assert len(parked) == wanted
    assert {each["queue"] for each in parked} == set(queues)
    town.broker.purge(names.PARKED)
    checker.check(storm.history)
    after = {name: state.pid for name, state in town.stack.states().items()}
    assert after == before
    measured.say(
        f"{wanted} messages parked in {len(queues)} queues; all pids as before"
    )
