"""`kill -9` of a server under load; and a broker that stands still for a while."""

import signal
import time
from typing import Final

import pytest

from tests.faults.checker import Checker
from tests.faults.conftest import Measured
from tests.faults.history import Outcome
from tests.faults.tills import Storm
from tests.journeys.town import Town

DONE_WITHIN_S: Final = 30.0
RUNNING_WITHIN_S: Final = 10.0
READY_WITHIN_S: Final = 60.0
WELL_WITHIN_S: Final = 40.0
FROZEN_S: Final = 12.0


def test_what_is_acknowledged_here_has_left_the_database_servers_memory(
    town: Town,
) -> None:
    for promise in ("fsync", "synchronous_commit", "full_page_writes"):
        [[kept]] = town.rows("redemption", f"show {promise}")
        assert (promise, kept) == (promise, "on")


@pytest.mark.parametrize("server", ["redis", "postgresql", "rabbitmq"])
def test_a_server_killed_under_load_loses_and_doubles_nothing(
    town: Town, checker: Checker, seed: int, measured: Measured, server: str
) -> None:
    with Storm(town, seed) as storm:
        storm.wait_done(20, DONE_WITHIN_S)
        killed = town.stack.kill(server)
        town.stack.wait_restarted(server, killed, RUNNING_WITHIN_S)
        began = time.monotonic()
        town.stack.wait_healthy(server, READY_WITHIN_S)
        ready_s = time.monotonic() - began
        first_s = storm.wait_done(1, WELL_WITHIN_S)
        storm.wait_done(40, DONE_WITHIN_S)

    measured.say(f"ready after {ready_s:.1f} s, redeems {first_s:.1f} s later")
    measured.say(storm.history.told())
    measured.say(f"definite after {checker.check(storm.history):.1f} s")


def test_a_broker_that_stands_still_is_told_in_kind_words(
    town: Town, checker: Checker, seed: int, measured: Measured
) -> None:
    with Storm(town, seed) as storm:
        storm.wait_done(20, DONE_WITHIN_S)
        town.stack.kill("rabbitmq", signal.SIGSTOP)
        time.sleep(FROZEN_S)  # standing still is the fault itself
        town.stack.kill("rabbitmq", signal.SIGCONT)
        first_s = storm.wait_done(1, WELL_WITHIN_S)
        storm.wait_done(40, DONE_WITHIN_S)

    measured.say(f"redeems {first_s:.1f} s after it went on")
    measured.say(storm.history.told())
    assert storm.history.statuses()[503], "some were told to try again"
    assert storm.history.count(Outcome.REFUSED) < 40, "nobody was signed out"
    measured.say(f"definite after {checker.check(storm.history):.1f} s")
