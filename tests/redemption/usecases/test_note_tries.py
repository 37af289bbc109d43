"""A refused try leaves a row where another merchant has the voucher, and only there."""

import pytest

from machiken.contracts.redemption import (
    SignKind,
    VoucherHeld,
    VouchersRefused,
    VoucherUsed,
)
from machiken.money import Yen
from services.redemption.usecases.note_tries import tries_noted
from tests.redemption.till import Till
from tests.redemption.town import Town
from tests.redemption.usecases.test_signs import kinds, signs


def tries(till: Till, *codes: str) -> None:
    """Try vouchers as the door does, and be refused."""
    town = till.town
    with tries_noted(town.db, codes, till.actor, key=town.key):
        till.pay(*codes)


def test_a_voucher_tried_at_two_shops_is_a_sign(
    town: Town, bakery: Till, bookshop: Till
) -> None:
    code, *_ = town.sold(2)
    bakery.pay(code)
    for _ in range(3):
        with pytest.raises(VoucherUsed):
            tries(bookshop, code)

    [sign] = signs(town)
    assert sign.kind is SignKind.TRIED_ELSEWHERE
    assert sign.other is not None
    shops = (sign.merchant.merchant_code, sign.other.merchant_code)
    assert shops == ("t02", "t01")
    assert (sign.first_serial, sign.tries) == (1, 3)
    assert sign.amount == Yen(1_000)


def test_a_voucher_that_another_till_is_reading_is_a_sign(
    town: Town, bakery: Till, bookshop: Till
) -> None:
    code, *_ = town.sold(2)
    bakery.read(bakery.open(1_000), code)
    with pytest.raises(VoucherHeld):
        tries(bookshop, code)

    assert kinds(town) == [SignKind.TRIED_ELSEWHERE]


def test_of_many_vouchers_those_of_others_are_named(
    town: Town, bakery: Till, bookshop: Till
) -> None:
    first, second, third = town.sold(3)
    bakery.pay(first)
    bookshop.pay(second)
    with pytest.raises(VouchersRefused):
        tries(bookshop, first, second, third, "nonsense")

    assert [sign.first_serial for sign in signs(town)] == [1]


def test_ones_own_used_voucher_once_more_is_no_sign(town: Town, bakery: Till) -> None:
    code, *_ = town.sold(2)
    bakery.pay(code)
    with pytest.raises(VoucherUsed):
        tries(bakery, code)

    assert signs(town) == []
