"""Redis only saves calls: without it, everybody stays signed in."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
import redis

from deploy.demo.shop import Shop
from tests.journeys.people import EAST
from tests.journeys.till import Till
from tests.journeys.town import Town


@pytest.fixture
def without_redis(town: Town) -> Iterator[None]:
    """Stop Redis for as long as the test runs."""
    town.stack.supervisor.stop(["redis"])
    yield
    town.stack.supervisor.start(["redis"])
    town.stack.wait_healthy("redis")


def test_after_a_flush_the_signed_in_go_on(town: Town, shop: Shop, till: Till) -> None:
    with redis.Redis.from_url(town.stack.site.redis_url) as cache:
        cache.flushall()

    shop.browser.open(shop.url).expect("決済金額入力")
    assert till.redeem(uuid4(), town.vouchers(1)).is_ok


@pytest.mark.usefixtures("without_redis")
def test_without_redis_the_signed_in_go_on(town: Town, shop: Shop, till: Till) -> None:
    for _ in range(5):
        shop.browser.open(shop.url).expect("決済金額入力")
        assert till.redeem(uuid4(), town.vouchers(1)).is_ok


@pytest.mark.usefixtures("without_redis")
def test_without_redis_people_sign_in_and_out(town: Town) -> None:
    shop = town.sign_in(EAST)
    top = shop.browser.open(shop.url)

    shop.browser.submit(top, top.form("/sign-out"))

    assert "/shop/sign-in" in shop.browser.open(shop.url).url
