"""`kill -9` of each process in the middle of redemptions."""

import time
from typing import Final

from tests.faults.checker import Checker
from tests.faults.conftest import Measured
from tests.faults.history import Outcome
from tests.faults.tills import Storm
from tests.journeys.town import Town

REDEMPTIONS_MIN: Final = 500
RUNNING_WITHIN_S: Final = 10.0
WELL_WITHIN_S: Final = 30.0
DONE_WITHIN_S: Final = 30.0


def test_each_process_killed_in_turn_loses_and_doubles_nothing(
    town: Town, checker: Checker, seed: int, measured: Measured
) -> None:
    victims = [name for name in town.stack.applications if name != "mailbox"]

    with Storm(town, seed) as storm:
        storm.wait_done(20, DONE_WITHIN_S)
        for victim in victims:
            began = time.monotonic()
            killed = town.stack.kill(victim)
            town.stack.wait_restarted(victim, killed, RUNNING_WITHIN_S)
            town.stack.wait_healthy(victim, WELL_WITHIN_S)
            well_s = time.monotonic() - began
            storm.wait_done(10, DONE_WITHIN_S)
            measured.say(f"{victim} well again after {well_s:.1f} s")
        storm.wait_done(
            max(1, REDEMPTIONS_MIN - storm.history.count(Outcome.DONE)), DONE_WITHIN_S
        )

    measured.say(storm.history.told())
    measured.say(f"definite after {checker.check(storm.history):.1f} s")
