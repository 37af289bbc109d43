"""Several tills and one paper: one is paid, and the others are told."""

import random
from collections.abc import Callable
from functools import partial

import pytest

from machiken.contracts.redemption import Receipt
from tests.redemption.races.at_once import at_once, refusals
from tests.redemption.races.books import live_yen
from tests.redemption.till import Till, new_id
from tests.redemption.town import Town

USED = "redemption.voucher_used"


@pytest.fixture
def tills(town: Town) -> list[Till]:
    """Return eight tills of three shops."""
    codes = ("t01", "t02", "t03", "t01", "t02", "t03", "t01", "t02")
    return [Till(town=town, actor=town.staff(code)) for code in codes]


def test_eight_tills_with_one_voucher_have_one_winner(
    town: Town, tills: list[Till]
) -> None:
    for code in town.sold(200):
        answers = at_once([partial(till.pay, code) for till in tills])

        assert refusals(answers) == [USED] * 7
    assert live_yen(town) == 200_000


def test_eight_checkouts_of_one_shop_and_one_paper_have_one_winner(
    bakery: Till,
) -> None:
    for code in bakery.town.sold(20):
        opened = [bakery.open(1_000) for _ in range(8)]
        at_once([partial(bakery.read, each, code) for each in opened])
        answers = at_once([partial(bakery.redeem, each) for each in opened])

        assert len(refusals(answers)) == 7
    assert live_yen(bakery.town) == 20_000


def test_a_checkout_and_a_till_in_one_step_do_not_both_win(bakery: Till) -> None:
    for code in bakery.town.sold(40):
        opened = bakery.open(1_000)
        bakery.read(opened, code)
        answers = at_once([partial(bakery.redeem, opened), partial(bakery.pay, code)])

        assert refusals(answers) == [USED]
    assert live_yen(bakery.town) == 40_000


def test_one_checkout_fifty_times_at_once_is_one_redemption(bakery: Till) -> None:
    for _ in range(4):
        codes, checkout_id = bakery.town.sold(5), new_id()
        answers = at_once([partial(bakery.pay, *codes, checkout_id=checkout_id)] * 50)

        assert answers == [bakery.receipt(checkout_id)] * 50
    assert live_yen(bakery.town) == 20_000


def test_one_id_for_two_baskets_at_once_is_one_redemption(
    bakery: Till, bookshop: Till
) -> None:
    for _ in range(30):
        (one, other), checkout_id = bakery.town.sold(2), new_id()
        answers = at_once(
            [
                partial(bakery.pay, one, checkout_id=checkout_id),
                partial(bookshop.pay, other, checkout_id=checkout_id),
            ]
        )

        assert refusals(answers) == ["redemption.checkout_reused"]
    assert live_yen(bakery.town) == 30_000


def test_overlapping_baskets_in_opposite_order_never_deadlock(
    bakery: Till, bookshop: Till
) -> None:
    dice = random.Random(20261031)  # noqa: S311 - a test repeats itself
    for _ in range(40):
        codes = bakery.town.sold(12)
        dice.shuffle(codes)
        baskets = (codes[:8], codes[:3:-1], codes[::2], codes[::-3])
        answers = at_once(
            [
                partial(till.pay, *basket)
                for till, basket in zip((bakery, bookshop) * 2, baskets, strict=True)
            ]
        )

        assert any(isinstance(each, Receipt) for each in answers)
        assert set(refusals(answers)) <= {"redemption.vouchers_refused"}
    assert live_yen(bakery.town) > 0


def test_of_a_stop_and_a_payment_either_may_win_but_not_half_of_both(
    bakery: Till,
) -> None:
    town = bakery.town
    codes = town.sold(40)
    for serial, code in enumerate(codes, start=1):
        both: list[Callable[[], object]] = [
            partial(town.stop, serial),
            partial(bakery.pay, code),
        ]
        answers = at_once(both)

        assert bakery.balance(code).stopped
        assert set(refusals(answers)) <= {"redemption.voucher_stopped"}
    assert live_yen(town) <= 40_000


def test_one_id_opened_and_paid_at_once_stands_for_one_of_them(bakery: Till) -> None:
    for code in bakery.town.sold(40):
        checkout_id = new_id()
        works: list[Callable[[], object]] = [
            partial(bakery.open, 1_000, checkout_id),
            partial(bakery.pay, code, checkout_id=checkout_id),
        ]
        answers = at_once(works)

        assert refusals(answers) == ["redemption.checkout_reused"]
