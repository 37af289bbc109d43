"""A budget that is used up is known to the process, until a visit leaves its window."""

import time
from dataclasses import replace
from typing import Final

import pytest
import redis
from flask.testing import FlaskClient

from deploy.local.stack import Stack
from machiken.settings import Secret
from services.gateway.used_up import KEPT_MAX, UsedUp
from tests.gateway.conftest import SETTINGS, browser_at
from tests.gateway.test_budgets import FAR_AWAY, NEXT_DOOR, SHOP, WAITS, guess, use_up

SOON: Final = 60.0
ASKED: Final = ("eval", "evalsha")


@pytest.fixture
def cache(stack: Stack) -> redis.Redis:
    """Return a fresh Redis."""
    found = redis.Redis.from_url(stack.site.redis_url)
    found.flushall()
    found.config_resetstat()
    return found


@pytest.fixture
def counting(stack: Stack, cache: redis.Redis) -> FlaskClient:
    """Return a browser at a gateway that counts in it."""
    del cache  # it is empty now
    return browser_at(replace(SETTINGS, redis_url=Secret(stack.site.redis_url)))


def test_who_was_refused_is_refused_again_without_a_look_into_redis(
    counting: FlaskClient, cache: redis.Redis
) -> None:
    use_up(counting, SHOP)
    first = guess(counting, SHOP)
    before = _looks(cache)

    answers = [guess(counting, SHOP) for _ in range(20)]

    assert {each.status_code for each in answers} == {WAITS}
    assert _looks(cache) == before > 0
    assert first.headers["Retry-After"]
    assert all(each.headers["Retry-After"] for each in answers)
    assert all("以降にもう一度" in each.text for each in answers)


def test_others_are_counted_as_ever(counting: FlaskClient, cache: redis.Redis) -> None:
    use_up(counting, SHOP)
    assert guess(counting, SHOP).status_code == WAITS
    before = _looks(cache)

    assert guess(counting, NEXT_DOOR).status_code != WAITS
    assert guess(counting, FAR_AWAY).status_code != WAITS
    assert _looks(cache) > before


def test_what_is_over_is_known_no_longer() -> None:
    used_up = UsedUp()
    used_up.remember("passwords-second", "all", time.time() - 0.001)
    used_up.remember("passwords-address", SHOP, time.time() + SOON)

    assert used_up.until("passwords-second", "all") is None
    assert used_up.until("passwords-address", SHOP) is not None
    assert used_up.until("passwords-address", NEXT_DOOR) is None


def test_strangers_by_the_thousand_do_not_fill_the_memory() -> None:
    used_up, until = UsedUp(), time.time() + SOON
    for number in range(3 * KEPT_MAX):
        used_up.remember("passwords-address", str(number), until)

    known = [used_up.until("passwords-address", str(n)) for n in range(3 * KEPT_MAX)]

    assert sum(each is not None for each in known) <= KEPT_MAX
    assert known[-1] == until


def _looks(cache: redis.Redis) -> int:
    """Return how often Redis was asked to count."""
    told = cache.info("commandstats")
    assert isinstance(told, dict)
    return sum(told.get(f"cmdstat_{each}", {"calls": 0})["calls"] for each in ASKED)
