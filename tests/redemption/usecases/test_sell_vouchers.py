"""Vouchers are sold by serials or one by one, where the campaign says so."""

import pytest

from machiken.contracts.redemption import (
    Activation,
    ActivationDiffers,
    SerialsOff,
    VoucherIsSample,
    VoucherIsStopped,
    VoucherNotSold,
    VoucherUnknown,
)
from machiken.ids import VoucherCode
from machiken.money import Yen
from services.redemption.usecases.sell_vouchers import RANGE_MAX
from tests.redemption.refusing import refusing
from tests.redemption.till import Till


@pytest.fixture
def codes(bakery: Till) -> list[VoucherCode]:
    """Return four vouchers, serials 1 to 4, of a campaign that sells one by one."""
    bakery.town.apply(activation=Activation.VOUCHER)
    return bakery.town.codes(bakery.town.unsold(4).batch_id)


def test_a_range_is_sold_and_its_neighbours_are_not(
    bakery: Till, codes: list[VoucherCode]
) -> None:
    sold = bakery.town.sell(first_serial=2, last_serial=3)

    assert sold.count == 2
    assert bakery.pay(*codes[1:3]).total == Yen(2_000)
    for code in (codes[0], codes[3]):
        with refusing(bakery.town, VoucherNotSold):
            bakery.pay(code)
    assert bakery.town.verified().differences == ()


def test_one_voucher_is_sold_by_its_code(
    bakery: Till, codes: list[VoucherCode]
) -> None:
    assert bakery.town.sell(voucher_code=codes[3]).first_serial == 4
    assert bakery.pay(codes[3]).count == 1
    with refusing(bakery.town, VoucherNotSold):
        bakery.pay(codes[0])


def test_selling_twice_sells_once(bakery: Till, codes: list[VoucherCode]) -> None:
    bakery.town.sell(first_serial=1, last_serial=len(codes))
    before = bakery.town.everything()

    assert bakery.town.sell(first_serial=1, last_serial=4).count == 0
    assert bakery.town.everything() == before


def test_what_is_stopped_or_a_sample_is_not_sold(
    bakery: Till, codes: list[VoucherCode]
) -> None:
    town = bakery.town
    samples = town.codes(town.unsold(1, sample=True).batch_id)
    town.stop(2)

    assert town.sell(first_serial=1, last_serial=5).count == 3
    with refusing(town, VoucherIsStopped):
        town.sell(voucher_code=codes[1])
    with refusing(town, VoucherIsSample):
        town.sell(voucher_code=samples[0])


@pytest.mark.parametrize(
    ("first", "last"), [(2, 1), (None, 1), (1, None), (1, RANGE_MAX + 1)]
)
def test_a_range_that_is_none_is_refused(
    bakery: Till, codes: list[VoucherCode], first: int | None, last: int | None
) -> None:
    assert codes
    with refusing(bakery.town, SerialsOff):
        bakery.town.sell(first_serial=first, last_serial=last)


@pytest.mark.parametrize(("first", "last"), [(0, 1), (4, 5), (2**63, 2**63)])
def test_serials_that_were_never_issued_are_refused(
    bakery: Till, codes: list[VoucherCode], first: int, last: int
) -> None:
    assert codes
    with refusing(bakery.town, VoucherUnknown):
        bakery.town.sell(first_serial=first, last_serial=last)


def test_each_campaign_is_sold_in_its_own_way(bakery: Till) -> None:
    town = bakery.town
    batch = town.unsold(1)
    with refusing(town, ActivationDiffers):
        town.sell(first_serial=1, last_serial=1)

    town.apply(activation=Activation.VOUCHER)
    with refusing(town, ActivationDiffers):
        town.activate(batch.batch_id)
