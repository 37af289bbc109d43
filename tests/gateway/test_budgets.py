"""How often one may come, tried at a gateway behind which nobody answers.

So that only the budgets count here; tries at an account are auth's to count.
"""

import math
import time
from dataclasses import replace
from typing import Any, Final
from uuid import uuid4

import pytest
import redis
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from deploy.local.stack import Stack
from machiken.settings import Secret
from services.gateway import devices
from services.gateway.budget import Budget
from services.gateway.budgets import INQUIRIES, NUMBERS, PASSWORDS, RESETS
from tests.gateway.conftest import SETTINGS, browser_at
from tests.gateway.pages import csrf_token

SHOP: Final = "203.0.113.5"
NEXT_DOOR: Final = "203.0.113.6"
FAR_AWAY: Final = "198.51.100.7"
WAITS: Final = 429


@pytest.fixture
def counting(stack: Stack) -> FlaskClient:
    """Return a browser at a gateway that counts in a fresh Redis."""
    with redis.Redis.from_url(stack.site.redis_url) as cache:
        cache.flushall()
    return browser_at(replace(SETTINGS, redis_url=Secret(stack.site.redis_url)))


def test_an_address_that_guesses_on_is_asked_to_wait_and_told_how_long(
    counting: FlaskClient,
) -> None:
    answers = [guess(counting, SHOP) for _ in range(address_of(NUMBERS) + 1)]

    assert WAITS not in {each.status_code for each in answers[:-1]}
    last = answers[-1]
    assert last.status_code == WAITS
    assert 0 < int(last.headers["Retry-After"]) <= (NUMBERS.minutes + 1) * 60
    assert 'data-refusal="gateway.too_often"' in last.text
    assert "以降にもう一度" in last.text


def test_nobody_else_pays_for_it(counting: FlaskClient) -> None:
    use_up(counting, SHOP)

    assert guess(counting, SHOP).status_code == WAITS
    assert guess(counting, NEXT_DOOR).status_code != WAITS
    assert guess(counting, FAR_AWAY).status_code != WAITS


def test_a_known_device_behind_the_same_address_goes_on(counting: FlaskClient) -> None:
    use_up(counting, SHOP)
    keep_device(counting, signed_by_us(counting))

    assert guess(counting, SHOP).status_code != WAITS


def test_a_device_that_was_not_given_by_us_is_as_good_as_none(
    counting: FlaskClient,
) -> None:
    use_up(counting, SHOP)
    keep_device(counting, f"{uuid4().hex}.{signed_by_us(counting).partition('.')[2]}")

    assert guess(counting, SHOP).status_code == WAITS


def test_a_known_device_has_a_budget_too(counting: FlaskClient) -> None:
    keep_device(counting, signed_by_us(counting))
    assert NUMBERS.device is not None

    answers = [guess(counting, SHOP) for _ in range(NUMBERS.device + 1)]

    assert [each.status_code == WAITS for each in answers].count(True) == 1
    assert answers[-1].status_code == WAITS


def test_a_neighbourhood_has_a_budget_of_all_its_addresses(
    counting: FlaskClient,
) -> None:
    assert NUMBERS.neighbourhood is not None
    tries = NUMBERS.neighbourhood
    for number in range(tries):
        assert guess(counting, f"203.0.113.{1 + number % 50}").status_code != WAITS

    assert guess(counting, "203.0.113.99").status_code == WAITS
    assert guess(counting, FAR_AWAY).status_code != WAITS


def test_strangers_all_over_the_world_have_one_budget_and_known_devices_go_on(
    counting: FlaskClient,
) -> None:
    assert NUMBERS.everybody is not None
    token = csrf_token(counting.get("/shop/sign-in?issuer=KNM202601"))
    for number in range(NUMBERS.everybody):
        world = f"10.{number // 200}.{number % 200}.1"
        assert typed(counting, world, token).status_code != WAITS

    assert typed(counting, FAR_AWAY, token).status_code == WAITS
    keep_device(counting, signed_by_us(counting))
    assert typed(counting, FAR_AWAY, token).status_code != WAITS


def test_a_burst_of_strangers_is_cut_off_within_the_second(
    counting: FlaskClient,
) -> None:
    token = csrf_token(counting.get("/shop/sign-in?issuer=KNM202601"))
    assert PASSWORDS.a_second is not None
    tries = 5 * PASSWORDS.a_second

    began = time.monotonic()
    refused = [
        stuffed(counting, f"10.1.{number}.1", token).status_code == WAITS
        for number in range(tries)
    ]
    seconds = 1 + math.ceil(time.monotonic() - began)

    assert refused.count(False) <= PASSWORDS.a_second * seconds
    assert refused[: PASSWORDS.a_second].count(True) == 0


def test_an_address_beyond_its_budget_takes_nothing_from_its_neighbours(
    counting: FlaskClient,
) -> None:
    assert NUMBERS.neighbourhood is not None
    token = csrf_token(counting.get("/shop/sign-in?issuer=KNM202601"))
    for _ in range(NUMBERS.neighbourhood + 1):
        typed(counting, SHOP, token)

    assert typed(counting, SHOP, token).status_code == WAITS
    assert typed(counting, NEXT_DOOR, token).status_code != WAITS


def test_who_says_to_come_from_elsewhere_is_not_believed(counting: FlaskClient) -> None:
    use_up(counting, SHOP)

    lied = guess(counting, SHOP, {"X-Forwarded-For": FAR_AWAY, "Forwarded": "for=x"})

    assert lied.status_code == WAITS


def test_behind_a_proxy_of_ours_only_its_own_word_counts(stack: Stack) -> None:
    with redis.Redis.from_url(stack.site.redis_url) as cache:
        cache.flushall()
    proxied = replace(SETTINGS, redis_url=Secret(stack.site.redis_url), proxies=1)
    browser, proxy = browser_at(proxied), "192.0.2.80"
    for number in range(address_of(NUMBERS)):
        claimed = f"10.0.0.{number}, {SHOP}"
        answer = guess(browser, proxy, {"X-Forwarded-For": claimed})
        assert answer.status_code != WAITS

    lied = guess(browser, proxy, {"X-Forwarded-For": f"{FAR_AWAY}, {SHOP}"})
    other = guess(browser, proxy, {"X-Forwarded-For": f"{SHOP}, {FAR_AWAY}"})

    assert lied.status_code == WAITS
    assert other.status_code != WAITS


def test_two_processes_count_together(counting: FlaskClient, stack: Stack) -> None:
    other = browser_at(replace(SETTINGS, redis_url=Secret(stack.site.redis_url)))
    use_up(counting, SHOP)

    assert guess(other, SHOP).status_code == WAITS


def test_an_address_that_asks_on_and_on_is_asked_to_wait(
    counting: FlaskClient,
) -> None:
    asked = [
        sent(counting, "/shop/inquiry", SHOP).status_code
        for _ in range(address_of(INQUIRIES) + 1)
    ]

    assert WAITS not in asked[:-1]
    assert asked[-1] == WAITS


def test_steps_that_share_a_budget_spend_it_together(counting: FlaskClient) -> None:
    steps = ("forgotten", "reset-code", "new-password")
    for number in range(address_of(RESETS)):
        answer = sent(counting, f"/shop/sign-in/{steps[number % 3]}", SHOP)
        assert answer.status_code != WAITS

    for site in ("shop", "office"):
        assert sent(counting, f"/{site}/sign-in/forgotten", SHOP).status_code == WAITS


def address_of(budget: Budget) -> int:
    assert budget.address is not None
    return budget.address


def use_up(browser: FlaskClient, address: str) -> None:
    for _ in range(address_of(NUMBERS)):
        assert guess(browser, address).status_code != WAITS


def guess(
    browser: FlaskClient, address: str, headers: dict[str, str] | None = None
) -> TestResponse:
    return sent(browser, "/shop/sign-in/one-time-password", address, headers)


def typed(browser: FlaskClient, address: str, token: str) -> TestResponse:
    return browser.post(
        "/shop/sign-in/one-time-password",
        data={"csrf_token": token, "one_time_password": "0000"},
        environ_base={"REMOTE_ADDR": address},
    )


def stuffed(browser: FlaskClient, address: str, token: str) -> TestResponse:
    return browser.post(
        "/office/sign-in",
        data={"csrf_token": token, "login_id": "nobody", "password": "Stolen-1234"},
        environ_base={"REMOTE_ADDR": address},
    )


def sent(
    browser: FlaskClient,
    path: str,
    address: str,
    headers: dict[str, str] | None = None,
) -> TestResponse:
    environ: dict[str, Any] = {"REMOTE_ADDR": address}
    page = browser.get("/shop/sign-in?issuer=KNM202601", environ_base=environ)
    told = {"csrf_token": csrf_token(page), "one_time_password": "0000"}
    return browser.post(path, data=told, environ_base=environ, headers=headers)


def signed_by_us(browser: FlaskClient) -> str:
    with browser.application.app_context():
        return devices.signed(uuid4().hex)


def keep_device(browser: FlaskClient, kept: str) -> None:
    browser.set_cookie("machiken-device", kept)
