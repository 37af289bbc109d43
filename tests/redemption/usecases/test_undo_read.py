import pytest

from machiken.contracts.redemption import CheckoutClosed, ReadUnknown
from machiken.money import Yen
from tests.redemption.refusing import refusing
from tests.redemption.till import Till


def test_an_undone_read_leaves_the_others(bakery: Till) -> None:
    codes = bakery.town.sold(3)
    checkout_id = bakery.open(3_000)
    bakery.read(checkout_id, *codes)
    view = bakery.undo(checkout_id, 2)

    assert [read.serial for read in view.reads] == [1, 3]
    assert (view.total, view.missing) == (Yen(2_000), Yen(1_000))


def test_an_undone_voucher_may_be_read_again(bakery: Till) -> None:
    (code,) = bakery.town.sold(1)
    checkout_id = bakery.open(1_000)
    bakery.read(checkout_id, code)
    bakery.undo(checkout_id, 1)

    assert bakery.read(checkout_id, code).total == Yen(1_000)


@pytest.mark.parametrize("position", [0, -1, 2])
def test_a_position_without_a_read_is_refused(bakery: Till, position: int) -> None:
    (code,) = bakery.town.sold(1)
    checkout_id = bakery.open(1_000)
    bakery.read(checkout_id, code)

    with refusing(bakery.town, ReadUnknown):
        bakery.undo(checkout_id, position)


def test_what_is_redeemed_is_not_undone(bakery: Till) -> None:
    (code,) = bakery.town.sold(1)
    checkout_id = bakery.open(1_000)
    bakery.read(checkout_id, code)
    bakery.redeem(checkout_id)

    with refusing(bakery.town, CheckoutClosed) as refused:
        bakery.undo(checkout_id, 1)
    assert refused.facts == {"state": "redeemed"}


def test_a_position_is_never_given_twice(bakery: Till) -> None:
    first, second = bakery.town.sold(2)
    checkout_id = bakery.open(2_000)
    bakery.read(checkout_id, first)
    bakery.undo(checkout_id, 1)

    view = bakery.read(checkout_id, second)

    assert [read.position for read in view.reads] == [2]


@pytest.mark.parametrize("position", [0, -1, 2, 2**31, 2**63, 2**70])
def test_a_position_that_is_none_is_said_so(bakery: Till, position: int) -> None:
    checkout_id = bakery.open(1_000)
    bakery.read(checkout_id, *bakery.town.sold(1))

    with refusing(bakery.town, ReadUnknown):
        bakery.undo(checkout_id, position)
