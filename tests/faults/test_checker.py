"""The checker itself: what it would not let pass."""

from dataclasses import replace
from typing import Final
from uuid import uuid4

import pytest

from tests.faults.checker import Checker
from tests.faults.history import History, Outcome
from tests.faults.promises import Request, promises_broken
from tests.faults.tills import Storm
from tests.journeys.town import Town

DONE_WITHIN_S: Final = 30.0


def test_a_lost_payment_is_noticed(town: Town, checker: Checker, seed: int) -> None:
    history = _calm(town, seed)
    seen = history.of(Outcome.DONE)[0]
    lost = replace(seen, checkout_id=uuid4(), receipt=None)
    history.operations.append(lost)

    with pytest.raises(AssertionError, match="決済完了 was seen, but there is no"):
        checker.check(history)


def test_a_payment_that_nobody_made_is_noticed(
    town: Town, checker: Checker, seed: int
) -> None:
    history = _calm(town, seed)
    history.operations.remove(history.of(Outcome.DONE)[0])

    with pytest.raises(AssertionError, match="nobody has seen the payment"):
        checker.check(history)


def test_a_promise_that_nothing_was_done_is_held_against_the_books(
    town: Town, checker: Checker, seed: int
) -> None:
    history = _calm(town, seed)
    history.of(Outcome.DONE)[0].outcome = Outcome.NOT_DONE

    with pytest.raises(AssertionError, match="nobody has seen the payment"):
        checker.check(history)


@pytest.mark.parametrize(
    ("status", "took_s", "text", "wrong"),
    [
        (200, 8.1, "", "too long"),
        (500, 0.1, "申し訳ありません。", "a fault of ours"),
        (503, 0.1, "Service Unavailable", "no kind sentence"),
        (404, 0.1, "Traceback (most recent call last)", "shows Traceback"),
    ],
)
def test_an_answer_that_breaks_a_promise_is_noticed(
    status: int, took_s: float, text: str, wrong: str
) -> None:
    request = Request(address="GET /shop/", status=status, took_s=took_s, text=text)

    assert any(wrong in each for each in promises_broken(request))


def _calm(town: Town, seed: int) -> History:
    with Storm(town, seed) as storm:
        storm.wait_done(5, DONE_WITHIN_S)
    return storm.history
