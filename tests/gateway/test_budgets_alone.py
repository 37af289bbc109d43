"""Without Redis each process counts visits for itself, and nobody meets a fault."""

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Final

import pytest
from flask.testing import FlaskClient

from machiken.settings import Secret
from services.gateway.budgets import NUMBERS, Budgets
from tests.gateway.conftest import SETTINGS, browser_at
from tests.gateway.test_budgets import NEXT_DOOR, SHOP, WAITS, guess, use_up

THREADS: Final = 8


@pytest.fixture
def silent() -> Iterator[str]:
    """Return the address of a server that takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        host, port = server.getsockname()
        yield f"redis://{host}:{port}/0"


def test_while_redis_is_away_each_process_counts_for_itself(
    browser: FlaskClient,
) -> None:
    use_up(browser, SHOP)

    assert guess(browser, SHOP).status_code == WAITS
    assert guess(browser, NEXT_DOOR).status_code != WAITS


def test_visitors_who_find_redis_standing_still_together_all_go_on(silent: str) -> None:
    app = browser_at(replace(SETTINGS, redis_url=Secret(silent))).application
    budgets = app.extensions["budgets"]
    assert isinstance(budgets, Budgets)

    def come(number: int) -> None:
        address = {"REMOTE_ADDR": f"198.51.100.{number}"}
        with app.test_request_context("/shop/sign-in", environ_base=address):
            budgets.spend(NUMBERS)

    # None of them knows of the others' trouble before its own patience has ended.
    with ThreadPoolExecutor(THREADS) as threads:
        assert list(threads.map(come, range(THREADS))) == [None] * THREADS
