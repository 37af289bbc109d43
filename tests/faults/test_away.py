"""Whatever is down: an answer within 8 seconds, in kind words, never a trace."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

import pytest
import redis

from tests.faults import pages
from tests.faults.conftest import Measured
from tests.faults.pages import Pages
from tests.faults.promises import Request, promises_broken
from tests.journeys.town import Town

DEPENDENCIES: Final = (
    "redis",
    "postgresql",
    "rabbitmq",
    "auth-service",
    "redemption-service",
    "settlement-service",
    "notify-service",
)
WELL_WITHIN_S: Final = 60.0


@pytest.fixture(scope="module")
def main_pages(town: Town) -> Pages:
    """Return the main pages, asked for once, so that browsers and caches are warm."""
    return pages.opened(town)


@pytest.fixture
def away(
    town: Town, main_pages: Pages, request: pytest.FixtureRequest
) -> Iterator[str]:
    """Stop all processes of a dependency for as long as the test runs."""
    dependency: str = request.param
    stack = town.stack
    stopped = [name for name in stack.states() if name.startswith(dependency)]
    for process in stack.applications:
        stack.wait_healthy(process, WELL_WITHIN_S)
    main_pages.ask_all()  # so that sessions are remembered when it stops
    stack.supervisor.stop(stopped)
    yield dependency
    stack.supervisor.start(stopped)
    for process in (*stopped, *stack.applications):
        stack.wait_healthy(process, WELL_WITHIN_S)


def test_with_everything_there_every_main_page_is_shown(main_pages: Pages) -> None:
    answers = main_pages.ask_all()

    assert Counter(each.status for each in answers if each.status >= 500) == {}


@pytest.mark.parametrize("away", DEPENDENCIES, indirect=True)
def test_every_main_page_answers_in_time_and_in_words(
    town: Town, main_pages: Pages, away: str, measured: Measured
) -> None:
    remembered = main_pages.ask_all()
    if away != "redis":
        with redis.Redis.from_url(town.stack.site.redis_url) as cache:
            cache.flushall()
    forgotten = main_pages.ask_all()

    measured.say(f"{_told(remembered)}; once sessions are forgotten {_told(forgotten)}")
    broken = [
        each for answer in (*remembered, *forgotten) for each in promises_broken(answer)
    ]
    assert not broken, "\n".join(broken)


def _told(answers: list[Request]) -> str:
    slowest = max(answers, key=lambda each: each.took_s)
    statuses = dict(sorted(Counter(each.status for each in answers).items()))
    return f"{statuses}, slowest {slowest.took_s:.2f} s ({slowest.address})"
