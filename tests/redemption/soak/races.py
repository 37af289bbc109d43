"""The long versions of the races; `make soak` runs them, `make test` does not.

Each prints the seed of its dice. `make soak SEED=…` throws the same dice again.
"""

import os
import random
import secrets
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from hypothesis import HealthCheck, settings

from deploy.local.stack import Stack
from machiken.contracts.redemption import Receipt
from machiken.town_time import moment_after
from tests.redemption.model.books import CLOSINGS
from tests.redemption.model.test_machine import run
from tests.redemption.races.at_once import at_once, refusals
from tests.redemption.races.books import live_yen
from tests.redemption.till import Till
from tests.redemption.town import Town

SEED = int(os.environ.get("SEED") or secrets.randbelow(2**32))
SHARE = float(os.environ.get("SOAK_SHARE") or 1)
"""Less than 1 for a taste of it."""
TILLS = 8

pytestmark = pytest.mark.timeout(6 * 3600)


def rounds(number: int) -> int:
    """Return how many rounds to play."""
    return max(1, int(number * SHARE))


@pytest.fixture
def dice() -> random.Random:
    """Return the dice, and tell their seed."""
    print(f"SEED={SEED}")  # noqa: T201 - a failure must be played again
    return random.Random(SEED)  # noqa: S311 - no secret


@pytest.fixture
def tills(town: Town) -> list[Till]:
    """Return the tills of as many shops."""
    return [Till(town=town, actor=town.staff(f"s{each:02}")) for each in range(TILLS)]


def test_two_phones_and_one_voucher(
    town: Town, tills: list[Till], dice: random.Random
) -> None:
    played = rounds(10_000)
    codes = town.sold(played)
    for code in codes:
        pair = dice.sample(tills, 2)
        assert len(refusals(at_once([partial(each.pay, code) for each in pair]))) == 1
    assert live_yen(town) == 1_000 * played


def test_overlapping_baskets(
    town: Town, tills: list[Till], dice: random.Random
) -> None:
    for _ in range(rounds(2_000)):
        codes = town.sold(6)
        dice.shuffle(codes)
        one, other = dice.sample(tills, 2)
        answers = at_once(
            [partial(one.pay, *codes[:4]), partial(other.pay, *codes[:1:-1])]
        )
        assert sum(isinstance(each, Receipt) for each in answers) == 1
    assert live_yen(town) == 4_000 * rounds(2_000)


def test_refunds_against_refunds_and_payments(
    town: Town, tills: list[Till], dice: random.Random
) -> None:
    for code in town.sold(rounds(2_000)):
        one, other = dice.sample(tills, 2)
        paid = one.pay(code)
        works: list[Callable[[], object]] = [
            partial(one.refund, paid),
            partial(one.refund, paid),
            partial(other.pay, code),
        ]
        dice.shuffle(works)
        told = set(refusals(at_once(works)))
        assert told <= {"redemption.refund_done", "redemption.voucher_used"}
    live_yen(town)


def test_payments_refunds_and_the_seal_around_every_cut_off(
    town: Town, tills: list[Till], dice: random.Random
) -> None:
    each = max(1, rounds(2_000) // (len(CLOSINGS) * 2 * TILLS))
    for closing in CLOSINGS[1:]:
        midnight = moment_after(closing)
        while True:
            town.set_clock(midnight - timedelta(hours=2))
            if not town.work("seal"):
                break
        codes = town.sold(TILLS * 2 * each)
        paid = [(till, till.pay(codes.pop())) for till in tills * each]
        works: list[Callable[[], object]] = [
            *(partial(till.refund, receipt) for till, receipt in paid),
            *(partial(till.pay, codes.pop()) for till in tills * each),
            partial(town.work, "seal"),
        ]
        dice.shuffle(works)
        town.set_clock(midnight - timedelta(milliseconds=dice.randrange(120)))
        told = set(refusals(at_once(works)))
        assert told <= {"redemption.refund_too_late", "redemption.too_late"}
        live_yen(town)


def test_the_machine_looks_for_new_steps(stack: Stack, empty_town: Town) -> None:
    run(
        stack,
        empty_town,
        settings(
            max_examples=rounds(2_000),
            stateful_step_count=60,
            deadline=None,
            print_blob=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
