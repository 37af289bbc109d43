"""Where the campaign has balances, a voucher is taken in part and keeps the rest."""

import pytest

from machiken.contracts.redemption import (
    AmountOffUnit,
    BeyondTarget,
    CheckoutReused,
    PartialOff,
    VoucherHeld,
    VoucherState,
    VoucherUsed,
)
from machiken.money import ZERO, Yen
from tests.redemption.refusing import refusing
from tests.redemption.till import Till, new_id
from tests.redemption.usecases.test_count_vouchers import counts_of


@pytest.fixture
def corner_shop(bakery: Till) -> Till:
    """Return a till of a campaign that has balances, by the 100 yen."""
    bakery.town.apply(switches={"balances": True}, unit=Yen(100))
    return bakery


def in_part(till: Till, code: str, yen: int) -> Yen:
    """Take so much of one voucher, and return what was paid."""
    checkout_id = till.open(yen)
    till.read(checkout_id, code)
    return till.redeem(checkout_id).total


def test_the_manuals_way_is_to_refuse_what_is_beyond_the_target(bakery: Till) -> None:
    bakery.town.apply(unit=Yen(100))
    one, other = bakery.town.sold(2)
    checkout_id = bakery.open(1_300)
    bakery.read(checkout_id, one)

    with refusing(bakery.town, BeyondTarget) as refused:
        bakery.read(checkout_id, other)
    assert refused.facts["missing"] == "300"


def test_the_last_voucher_gives_just_what_is_missing(corner_shop: Till) -> None:
    one, other = corner_shop.town.sold(2)
    checkout_id = corner_shop.open(1_300)
    view = corner_shop.read(checkout_id, one, other)

    assert (view.total, view.missing) == (Yen(1_300), ZERO)
    assert [(each.amount, each.left) for each in view.reads] == [
        (Yen(1_000), ZERO),
        (Yen(300), Yen(700)),
    ]
    assert corner_shop.balance(other).balance == Yen(1_000), "nothing is final yet"


def test_the_rest_stays_on_the_voucher_and_is_taken_later(
    corner_shop: Till, bookshop: Till
) -> None:
    (code,) = corner_shop.town.sold(1)
    assert in_part(corner_shop, code, 300) == Yen(300)
    rest = corner_shop.balance(code)
    assert (rest.balance, rest.state) == (Yen(700), VoucherState.LIVE)

    assert in_part(bookshop, code, 500) == Yen(500)
    assert bookshop.pay(code).total == Yen(200)
    assert corner_shop.balance(code).state is VoucherState.USED
    with refusing(corner_shop.town, VoucherUsed):
        corner_shop.pay(code)
    assert corner_shop.town.verified().differences == ()


def test_nothing_more_is_read_once_the_target_is_reached(corner_shop: Till) -> None:
    one, other = corner_shop.town.sold(2)
    checkout_id = corner_shop.open(300)
    corner_shop.read(checkout_id, one)

    with refusing(corner_shop.town, BeyondTarget) as refused:
        corner_shop.read(checkout_id, other)
    assert refused.facts["missing"] == "0"


def test_an_undo_or_an_abort_leaves_all_of_it(corner_shop: Till) -> None:
    (code,) = corner_shop.town.sold(1)
    checkout_id = corner_shop.open(300)
    corner_shop.read(checkout_id, code)
    assert corner_shop.undo(checkout_id, 1).missing == Yen(300)
    corner_shop.read(checkout_id, code)
    corner_shop.abort(checkout_id)

    assert corner_shop.balance(code).balance == Yen(1_000)


def test_refunds_give_each_payment_its_own_part_back(
    corner_shop: Till, bookshop: Till
) -> None:
    (code,) = corner_shop.town.sold(1)
    checkout_id = corner_shop.open(300)
    corner_shop.read(checkout_id, code)
    first = corner_shop.redeem(checkout_id)
    second = bookshop.pay(code)

    corner_shop.refund(first)
    part = corner_shop.balance(code)
    assert (part.balance, part.used_at) == (Yen(300), second.redeemed_at)
    bookshop.refund(second)
    whole = corner_shop.balance(code)
    assert (whole.balance, whole.used_at) == (Yen(1_000), None)
    assert corner_shop.town.verified().differences == ()


def test_another_shop_is_told_that_it_is_held_though_something_would_be_left(
    corner_shop: Till, bookshop: Till
) -> None:
    (code,) = corner_shop.town.sold(1)
    corner_shop.read(corner_shop.open(300), code)
    checkout_id = bookshop.open(300)

    with refusing(corner_shop.town, VoucherHeld):
        bookshop.read(checkout_id, code)


def test_a_voucher_used_up_meanwhile_is_not_taken_again(corner_shop: Till) -> None:
    (code,) = corner_shop.town.sold(1)
    checkout_id = corner_shop.open(800)
    corner_shop.read(checkout_id, code)
    corner_shop.pay(code)  # in one step, which its own shop's reads don't hinder

    with refusing(corner_shop.town, VoucherUsed):
        corner_shop.redeem(checkout_id)


def test_whole_targets_only_holds_with_balances_too(corner_shop: Till) -> None:
    corner_shop.town.apply(
        switches={"balances": True, "partial_checkouts": False}, unit=Yen(100)
    )
    (code,) = corner_shop.town.sold(1)
    checkout_id = corner_shop.open(1_100)
    corner_shop.read(checkout_id, code)

    with refusing(corner_shop.town, PartialOff):
        corner_shop.redeem(checkout_id)


def test_a_part_used_voucher_is_replaced_by_what_is_left(corner_shop: Till) -> None:
    town = corner_shop.town
    (code,) = town.sold(1)
    in_part(corner_shop, code, 300)
    batch = town.replace(1)
    town.work("issue")
    town.activate(batch.batch_id)

    assert corner_shop.pay(*town.codes(batch.batch_id)).total == Yen(700)
    assert town.verified().differences == ()


def test_practice_shows_parts_too_and_pays_nothing(corner_shop: Till) -> None:
    (sample,) = corner_shop.town.sold(1, sample=True)
    checkout_id = corner_shop.open(300, practice=True)
    corner_shop.read(checkout_id, sample)

    receipt = corner_shop.redeem(checkout_id)
    assert (receipt.practice, receipt.total) == (True, Yen(300))
    assert corner_shop.balance(sample).balance == Yen(1_000)


def test_the_count_tells_what_is_left_on_part_used_ones(corner_shop: Till) -> None:
    codes = corner_shop.town.sold(2)
    in_part(corner_shop, codes[0], 300)
    (live,) = counts_of(corner_shop.town).states

    assert (live.count, live.face, live.left) == (2, Yen(2_000), Yen(1_700))


def test_in_one_step_the_last_voucher_keeps_what_is_beyond_the_target(
    corner_shop: Till,
) -> None:
    one, other = corner_shop.town.sold(2)
    checkout_id = new_id()

    paid = corner_shop.pay(one, other, checkout_id=checkout_id, target=Yen(1_300))

    assert (paid.total, paid.count) == (Yen(1_300), 2)
    assert corner_shop.balance(other).balance == Yen(700)
    again = corner_shop.pay(one, other, checkout_id=checkout_id, target=Yen(1_300))
    assert again == paid
    with refusing(corner_shop.town, CheckoutReused):
        corner_shop.pay(one, other, checkout_id=checkout_id, target=Yen(1_200))
    assert corner_shop.pay(other).total == Yen(700), "all that is left"
    assert corner_shop.town.verified().differences == ()


def test_in_one_step_no_voucher_is_needless_and_none_is_cut_without_balances(
    corner_shop: Till,
) -> None:
    town = corner_shop.town
    codes = town.sold(3)

    with refusing(town, BeyondTarget) as refused:
        corner_shop.pay(*codes, target=Yen(1_900))
    assert refused.facts["missing"] == "0"
    with refusing(town, AmountOffUnit):
        corner_shop.pay(*codes, target=Yen(2_950))
    town.apply(switches={"partial_checkouts": False}, unit=Yen(100))
    with refusing(town, BeyondTarget):
        corner_shop.pay(codes[0], target=Yen(900))
    with refusing(town, PartialOff) as refused:
        corner_shop.pay(codes[0], target=Yen(1_500))
    assert refused.facts["missing"] == "500"
    assert corner_shop.pay(codes[0], target=Yen(1_000)).total == Yen(1_000)
