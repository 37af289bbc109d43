from datetime import timedelta
from functools import partial

import pytest

from machiken.contracts.redemption import (
    AmountBeyondLimit,
    AmountOffUnit,
    CheckoutClosed,
    CheckoutReused,
    CheckoutState,
    CheckoutUnknown,
    TooEarly,
    TooLate,
)
from machiken.money import ZERO, Yen
from machiken.refusals import Refusal
from services.redemption.usecases.open_checkout import HELD_FOR
from tests.redemption.races.at_once import at_once
from tests.redemption.refusing import refusing
from tests.redemption.till import Till, new_id
from tests.redemption.town import A_NOON, RULES, moment


def test_a_checkout_begins_empty_with_all_of_its_target_missing(bakery: Till) -> None:
    view = bakery.look(bakery.open(3_000))

    assert (view.state, view.reads, view.receipt) == (CheckoutState.OPEN, (), None)
    assert (view.target, view.total, view.missing) == (Yen(3_000), ZERO, Yen(3_000))


def test_opening_twice_is_opening_once(bakery: Till) -> None:
    checkout_id = bakery.open(3_000)
    before = bakery.town.everything()
    bakery.open(3_000, checkout_id)

    assert bakery.town.everything() == before


def test_fifty_at_once_with_one_id_open_one_checkout(bakery: Till) -> None:
    checkout_id = new_id()
    answers = at_once([partial(bakery.open, 3_000, checkout_id)] * 50)

    assert answers == [checkout_id] * 50
    assert bakery.town.one("select count(*) from checkout") == 1


def test_the_id_of_a_checkout_stands_for_one_target_of_one_shop(
    bakery: Till, bookshop: Till
) -> None:
    checkout_id = bakery.open(3_000)

    with refusing(bakery.town, CheckoutReused):
        bakery.open(4_000, checkout_id)
    with refusing(bakery.town, CheckoutReused):
        bookshop.open(3_000, checkout_id)


def test_the_id_of_a_payment_opens_no_checkout(bakery: Till) -> None:
    paid = bakery.pay(*bakery.town.sold(1))

    with refusing(bakery.town, CheckoutReused):
        bakery.open(1_000, paid.checkout_id)


@pytest.mark.parametrize(
    ("yen", "refusal"),
    [
        (0, AmountOffUnit),
        (-1_000, AmountOffUnit),
        (999, AmountOffUnit),
        (100_001, AmountOffUnit),
        (101_000, AmountBeyondLimit),
        (10**30, AmountBeyondLimit),
    ],
)
def test_an_impossible_target_is_refused(
    bakery: Till, yen: int, refusal: type[Refusal]
) -> None:
    with refusing(bakery.town, refusal):
        bakery.open(yen)


@pytest.mark.parametrize("yen", [1_000, 100_000])
def test_the_least_and_the_greatest_target_are_taken(bakery: Till, yen: int) -> None:
    assert bakery.look(bakery.open(yen)).target == Yen(yen)


def test_before_the_first_day_no_checkout_opens(bakery: Till) -> None:
    bakery.town.set_clock(moment(RULES.redeem_first_on, "00:00:00"))
    bakery.open(1_000)
    bakery.town.set_clock(
        moment(RULES.redeem_first_on, "00:00:00") - timedelta(seconds=30)
    )

    with refusing(bakery.town, TooEarly) as refused:
        bakery.open(1_000)
    assert refused.facts == {"first_on": "2026-06-24"}


def test_after_the_last_day_no_checkout_opens(bakery: Till) -> None:
    bakery.town.set_clock(moment(RULES.redeem_last_on, "23:59:30"))
    bakery.open(1_000)
    bakery.town.set_clock(moment(RULES.redeem_last_on, "00:00:00") + timedelta(days=1))

    with refusing(bakery.town, TooLate) as refused:
        bakery.open(1_000)
    assert refused.facts == {"last_on": "2026-11-30"}


def test_another_shops_checkout_is_unknown(bakery: Till, bookshop: Till) -> None:
    checkout_id = bakery.open(1_000)
    (code,) = bakery.town.sold(1)
    town = bakery.town

    for attempt in (
        lambda: bookshop.look(checkout_id),
        lambda: bookshop.read(checkout_id, code),
        lambda: bookshop.undo(checkout_id, 1),
        lambda: bookshop.abort(checkout_id),
        lambda: bookshop.redeem(checkout_id),
        lambda: bookshop.look(new_id()),
    ):
        with refusing(town, CheckoutUnknown):
            attempt()


def test_ten_minutes_after_the_last_read_a_checkout_is_over(bakery: Till) -> None:
    town = bakery.town
    one, other = town.sold(2)
    checkout_id = bakery.open(2_000)
    town.set_clock(A_NOON + HELD_FOR - timedelta(minutes=1))
    bakery.read(checkout_id, one)
    town.set_clock(A_NOON + HELD_FOR + timedelta(minutes=1))
    assert bakery.look(checkout_id).state is CheckoutState.OPEN
    town.set_clock(A_NOON + 2 * HELD_FOR)

    assert bakery.look(checkout_id).state is CheckoutState.EXPIRED
    for attempt in (
        lambda: bakery.read(checkout_id, other),
        lambda: bakery.undo(checkout_id, 1),
        lambda: bakery.redeem(checkout_id),
    ):
        with refusing(town, CheckoutClosed) as refused:
            attempt()
        assert refused.facts == {"state": "expired"}
