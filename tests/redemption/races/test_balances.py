"""Many tills and one voucher with a balance: never more than its face is taken."""

from functools import partial

import pytest

from machiken.contracts.redemption import Receipt
from machiken.ids import VoucherCode
from machiken.money import Yen
from tests.redemption.races.at_once import at_once, refusals
from tests.redemption.races.books import live_yen
from tests.redemption.till import Till
from tests.redemption.town import Town

ROUNDS = 12


@pytest.fixture
def town_of_balances(town: Town) -> Town:
    """Return a town whose campaign takes vouchers in part, by the 100 yen."""
    town.apply(switches={"balances": True}, unit=Yen(100))
    return town


def taken(till: Till, code: VoucherCode, yen: int) -> Receipt:
    """Take so much of a voucher by a checkout of its own."""
    checkout_id = till.open(yen)
    till.read(checkout_id, code)
    return till.redeem(checkout_id)


def test_five_shops_take_of_one_voucher_no_more_than_it_holds(
    town_of_balances: Town,
) -> None:
    town = town_of_balances
    tills = [Till(town=town, actor=town.staff(f"t{shop:02}")) for shop in range(5)]
    expected = 0
    for code in town.sold(ROUNDS):
        answers = at_once([partial(taken, till, code, 300) for till in tills])
        told = set(refusals(answers))
        paid = [each for each in answers if isinstance(each, Receipt)]

        assert 1 <= len(paid) <= 4
        assert told <= {"redemption.voucher_held", "redemption.voucher_used"}
        assert sum(each.total.amount for each in paid) <= 1_000
        left = tills[0].balance(code).balance.amount
        assert left == 1_000 - sum(each.total.amount for each in paid)
        expected += 1_000 - left
    assert live_yen(town) == expected


def test_a_part_and_the_whole_of_one_voucher_at_once(town_of_balances: Town) -> None:
    town = town_of_balances
    till = Till(town=town, actor=town.staff("t01"))
    expected = 0
    for code in town.sold(ROUNDS):
        checkout_id = till.open(300)
        till.read(checkout_id, code)
        part, whole = at_once(
            [partial(till.redeem, checkout_id), partial(till.pay, code)]
        )

        assert isinstance(whole, Receipt)
        if isinstance(part, Receipt):
            assert (part.total, whole.total) == (Yen(300), Yen(700))
        else:
            assert (part, whole.total) == ("redemption.voucher_used", Yen(1_000))
        expected += 1_000
    assert live_yen(town) == expected


def test_a_refund_of_one_part_beside_a_payment_of_the_rest(
    town_of_balances: Town,
) -> None:
    town = town_of_balances
    till = Till(town=town, actor=town.staff("t01"))
    other = Till(town=town, actor=town.staff("t02"))
    expected = 0
    for code in town.sold(ROUNDS):
        first = taken(till, code, 300)
        refunded, rest = at_once(
            [partial(till.refund, first), partial(other.pay, code)]
        )

        assert isinstance(refunded, Receipt)
        assert isinstance(rest, Receipt)
        assert rest.total in {Yen(700), Yen(1_000)}
        expected += rest.total.amount
    assert live_yen(town) == expected
