from datetime import timedelta

import pytest

from machiken.contracts.redemption import (
    AmountBeyondLimit,
    CheckoutReused,
    NoVouchers,
    TooEarly,
    TooLate,
    TooManyVouchers,
    VoucherHeld,
    VoucherIsSample,
    VoucherIsStopped,
    VoucherMalformed,
    VoucherNotSold,
    VoucherOfOtherCampaign,
    VouchersRefused,
    VoucherUnknown,
    VoucherUsed,
)
from machiken.money import Yen
from machiken.refusals import Refusal
from machiken.town_time import first_moment, moment_after
from services.redemption.domain.voucher_code import Series, new_code
from tests.redemption.refusing import refusing
from tests.redemption.till import Till, new_id
from tests.redemption.town import NEIGHBOUR, NEIGHBOURS_RULES, RULES, Town


@pytest.fixture
def bad(bakery: Till, bookshop: Till) -> dict[type[Refusal], str]:
    """Return a code for every way in which one voucher can be refused."""
    town = bakery.town
    used, stopped, held = town.sold(3)
    bookshop.pay(used)
    town.stop(2)
    bookshop.read(bookshop.open(1_000), held)
    town.apply(NEIGHBOURS_RULES)
    return {
        VoucherMalformed: "MKKN-R000",
        VoucherUnknown: new_code(town.key, RULES.voucher_prefix, Series.REAL),
        VoucherOfOtherCampaign: town.sold(1, issuer_code=NEIGHBOUR)[0],
        VoucherUsed: used,
        VoucherIsStopped: stopped,
        VoucherHeld: held,
        VoucherIsSample: town.sold(1, sample=True)[0],
        VoucherNotSold: town.codes(town.unsold(1).batch_id)[0],
    }


def test_vouchers_are_redeemed_in_one_step(bakery: Till) -> None:
    codes = bakery.town.sold(100)
    receipt = bakery.pay(*codes)

    assert (receipt.total, receipt.count) == (Yen(100_000), 100)
    assert bakery.receipt(receipt.checkout_id) == receipt
    assert bakery.town.verified().differences == ()


def test_each_bad_voucher_alone_is_refused_for_its_own_reason(
    bakery: Till, bad: dict[type[Refusal], str]
) -> None:
    for kind, code in bad.items():
        with refusing(bakery.town, kind):
            bakery.pay(code)


def test_one_bad_voucher_refuses_all_and_is_named(
    bakery: Till, bad: dict[type[Refusal], str]
) -> None:
    good = bakery.town.sold(2)
    for kind, code in bad.items():
        with refusing(bakery.town, VouchersRefused) as refused:
            bakery.pay(good[0], code, good[1])
        assert refused.facts == {"bad": f"2:{kind.code}"}

    assert bakery.pay(*good).count == 2


def test_all_bad_vouchers_are_named_with_their_places(
    bakery: Till, bad: dict[type[Refusal], str]
) -> None:
    codes, kinds = list(bad.values()), list(bad)
    with refusing(bakery.town, VouchersRefused) as refused:
        bakery.pay(*codes)

    assert refused.facts["bad"].split(" ") == [
        f"{position}:{kind.code}" for position, kind in enumerate(kinds, start=1)
    ]


def test_the_same_paper_twice_is_named_where_it_comes_again(bakery: Till) -> None:
    one, other = bakery.town.sold(2)

    with refusing(bakery.town, VouchersRefused) as refused:
        bakery.pay(one, other, one.lower())
    assert refused.facts == {"bad": "3:redemption.voucher_read_twice"}


def test_no_voucher_at_all_is_refused(bakery: Till) -> None:
    with refusing(bakery.town, NoVouchers):
        bakery.pay()


def test_101_vouchers_are_refused(bakery: Till) -> None:
    codes = bakery.town.sold(101)

    with refusing(bakery.town, TooManyVouchers) as refused:
        bakery.pay(*codes)
    assert refused.facts == {"vouchers_max": "100"}


def test_more_than_the_limit_is_refused(bakery: Till) -> None:
    bakery.town.apply(limit=Yen(2_000))
    codes = bakery.town.sold(3)

    with refusing(bakery.town, AmountBeyondLimit) as refused:
        bakery.pay(*codes)
    assert refused.facts == {"limit": "2000"}
    assert bakery.pay(*codes[:2]).total == Yen(2_000)


def test_before_the_first_day_nothing_is_redeemed(bakery: Till) -> None:
    (code,) = bakery.town.sold(1)
    first = first_moment(RULES.redeem_first_on)
    bakery.town.set_clock(first - timedelta(seconds=30))

    with refusing(bakery.town, TooEarly) as refused:
        bakery.pay(code)
    assert refused.facts == {"first_on": "2026-06-24"}
    bakery.town.set_clock(first)
    assert bakery.pay(code).count == 1


def test_after_the_last_day_nothing_is_redeemed_ever(bakery: Till) -> None:
    (code,) = bakery.town.sold(1)
    for days in (0, 1, 365):
        over = moment_after(RULES.redeem_last_on) + timedelta(days=days)
        bakery.town.set_clock(over)
        with refusing(bakery.town, TooLate) as refused:
            bakery.pay(code)
        assert refused.facts == {"last_on": "2026-11-30"}


def test_the_same_request_again_brings_the_same_receipt(bakery: Till) -> None:
    codes, checkout_id = bakery.town.sold(3), new_id()
    receipt = bakery.pay(*codes, checkout_id=checkout_id)
    before = bakery.town.everything()

    assert bakery.pay(*reversed(codes), checkout_id=checkout_id) == receipt
    assert bakery.town.everything() == before


def test_asked_again_after_the_last_day_the_same_receipt_comes(bakery: Till) -> None:
    codes, checkout_id = bakery.town.sold(2), new_id()
    receipt = bakery.pay(*codes, checkout_id=checkout_id)
    bakery.town.set_clock(moment_after(RULES.redeem_last_on))

    assert bakery.pay(*codes, checkout_id=checkout_id) == receipt


def test_asked_again_after_the_half_month_is_sealed_the_same_receipt_comes(
    bakery: Till,
) -> None:
    codes, checkout_id = bakery.town.sold(2), new_id()
    receipt = bakery.pay(*codes, checkout_id=checkout_id)
    _seal(bakery.town)

    assert bakery.pay(*codes, checkout_id=checkout_id) == receipt


def test_asked_again_after_the_refund_the_receipt_tells_of_it(bakery: Till) -> None:
    codes, checkout_id = bakery.town.sold(2), new_id()
    receipt = bakery.pay(*codes, checkout_id=checkout_id)
    refunded = bakery.refund(receipt)

    assert bakery.pay(*codes, checkout_id=checkout_id) == refunded


def test_the_id_of_a_payment_stands_for_its_vouchers_and_shop(
    bakery: Till, bookshop: Till
) -> None:
    one, other, third = bakery.town.sold(3)
    paid = bakery.pay(one, other).checkout_id

    for till, codes in (
        (bakery, [one]),
        (bakery, [one, third]),
        (bakery, [one, other, third]),
        (bakery, [one, other, "?"]),
        (bookshop, [one, other]),
    ):
        with refusing(bakery.town, CheckoutReused):
            till.pay(*codes, checkout_id=paid)


def test_the_id_of_a_checkout_is_no_payment(bakery: Till) -> None:
    codes, opened = bakery.town.sold(1), bakery.open(1_000)

    with refusing(bakery.town, CheckoutReused):
        bakery.pay(*codes, checkout_id=opened)


def test_a_sealed_half_month_takes_nothing(bakery: Till) -> None:
    (code,) = bakery.town.sold(1)
    _seal(bakery.town)

    with refusing(bakery.town, TooLate):
        bakery.pay(code)


def _seal(town: Town) -> None:
    with town.db.begin() as tx:
        tx.connection().exec_driver_sql("update period set sealed_at = now()")
