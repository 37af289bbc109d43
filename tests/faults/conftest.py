"""What faults begin with: a seed, a checker, and a place for what was measured."""

import os
import random
from typing import Final

import pytest

from tests.faults.checker import Checker
from tests.journeys.town import Town

_MEASURED: Final[list[str]] = []


class Measured:
    """Keeps what a test measured, for the end of pytest's report."""

    def __init__(self, test: str) -> None:
        """Remember the test's name."""
        self._test = test

    def say(self, what: str) -> None:
        """Keep one line."""
        _MEASURED.append(f"{self._test}: {what}")


@pytest.fixture
def measured(request: pytest.FixtureRequest) -> Measured:
    """Return where the test says what it measured."""
    return Measured(request.node.name)


@pytest.fixture(scope="session")
def seed() -> int:
    """Return the seed of all storms: MACHIKEN_SEED, or a new one, told at the end."""
    told = int(
        os.environ.get("MACHIKEN_SEED") or random.SystemRandom().randrange(10**6)
    )
    _MEASURED.append(f"MACHIKEN_SEED={told}")
    return told


@pytest.fixture
def checker(town: Town) -> Checker:
    """Return a checker that knows the books as they are; all is well before."""
    for process in town.stack.applications:
        town.stack.wait_healthy(process)
    return Checker(town)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell what was measured."""
    if _MEASURED:
        terminalreporter.section("faults, as measured")
        for line in _MEASURED:
            terminalreporter.write_line(line)
