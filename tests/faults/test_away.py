"""Whatever is down or stands still: an answer within 8 seconds, in kind words."""

import signal
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import pytest
import redis

from deploy.local.supervision import send, wait_until
from tests.faults import pages
from tests.faults.conftest import Measured
from tests.faults.pages import Pages
from tests.faults.promises import Request, promises_broken
from tests.journeys.town import Town

# Redis last: the gateway leaves it alone for two seconds after it was away.
DOWN: Final = (
    "postgresql",
    "rabbitmq",
    "auth-service",
    "redemption-service",
    "settlement-service",
    "notify-service",
    "redis",
)
FROZEN: Final = ("postgresql", "rabbitmq", "redis")
WELL_WITHIN_S: Final = 60.0
SITES: Final = 3


@pytest.fixture(scope="module")
def main_pages(town: Town) -> Pages:
    """Return the main pages of all sites, with everybody signed in."""
    return pages.opened(town)


@pytest.fixture
def down(
    town: Town, main_pages: Pages, request: pytest.FixtureRequest
) -> Iterator[str]:
    """Stop all processes of a dependency for as long as the test runs."""
    supervisor, name = town.stack.supervisor, str(request.param)
    stopped = [each for each in town.stack.states() if each.startswith(name)]
    _wait_remembered(town, main_pages)
    supervisor.stop(stopped)
    yield name
    supervisor.start(stopped)
    _wait_well(town, stopped)


@pytest.fixture
def frozen(
    town: Town, main_pages: Pages, request: pytest.FixtureRequest
) -> Iterator[str]:
    """Let a server and its children stand still for as long as the test runs."""
    name = str(request.param)
    _wait_remembered(town, main_pages)
    pid = town.stack.pid(name)
    pids = [pid, *_children(pid)]
    for each in pids:
        send(each, signal.SIGSTOP)
    yield name
    for each in pids:
        send(each, signal.SIGCONT)
    _wait_well(town, [name])


def test_with_everything_there_every_main_page_is_shown(main_pages: Pages) -> None:
    answers = main_pages.ask_all()

    assert Counter(each.status for each in answers if each.status >= 500) == {}


@pytest.mark.parametrize("down", DOWN, indirect=True)
def test_while_it_is_down_every_main_page_answers(
    town: Town, main_pages: Pages, down: str, measured: Measured
) -> None:
    remembered = main_pages.ask_all()
    if down != "redis":
        _forget_sessions(town)
    forgotten = main_pages.ask_all()

    measured.say(f"{_told(remembered)}; once sessions are forgotten {_told(forgotten)}")
    _refuse_broken([*remembered, *forgotten])


@pytest.mark.parametrize("frozen", FROZEN, indirect=True)
def test_while_it_stands_still_every_main_page_answers(
    main_pages: Pages, frozen: str, measured: Measured
) -> None:
    answers = main_pages.ask_all()

    measured.say(_told(answers))
    _refuse_broken(answers)
    if frozen == "redis":
        assert not [each for each in answers if each.status >= 500]


def _refuse_broken(answers: list[Request]) -> None:
    broken = [each for answer in answers for each in promises_broken(answer)]
    assert not broken, "\n".join(broken)


def _wait_remembered(town: Town, main_pages: Pages) -> None:
    """Return once all is well and Redis knows who is signed in to which site."""
    _wait_well(town, ())

    def is_remembered() -> bool:
        main_pages.ask_all()
        with redis.Redis.from_url(town.stack.site.redis_url) as cache:
            return len(list(cache.scan_iter("session:*"))) >= SITES

    wait_until(is_remembered, WELL_WITHIN_S, "sessions remembered")


def _wait_well(town: Town, servers: Iterable[str]) -> None:
    for process in (*servers, *town.stack.applications):
        town.stack.wait_healthy(process, WELL_WITHIN_S)


def _forget_sessions(town: Town) -> None:
    with redis.Redis.from_url(town.stack.site.redis_url) as cache:
        cache.flushall()


def _children(pid: int) -> list[int]:
    told = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(each) for each in told.split()]


def _told(answers: list[Request]) -> str:
    slowest = max(answers, key=lambda each: each.took_s)
    statuses = dict(sorted(Counter(each.status for each in answers).items()))
    return f"{statuses}, slowest {slowest.took_s:.2f} s ({slowest.address})"
