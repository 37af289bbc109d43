from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest

from machiken.contracts.redemption import (
    PaymentUnknown,
    RefundAmountDiffers,
    RefundDone,
    RefundReused,
    RefundTooLate,
)
from machiken.ids import RefundId
from machiken.money import Yen
from machiken.town_time import moment_after
from tests.redemption.refusing import refusing
from tests.redemption.till import Till, new_id
from tests.redemption.town import RULES


def test_a_refund_gives_every_voucher_its_worth_back(bakery: Till) -> None:
    codes = bakery.town.sold(3)
    paid = bakery.pay(*codes)
    receipt = bakery.refund(paid)

    assert receipt.refund is not None
    assert receipt.refund.amount == paid.total
    assert receipt.refund.refunded_by == "t01-hanako"
    views = [bakery.balance(code) for code in codes]
    assert {(view.balance, view.used_at) for view in views} == {(Yen(1_000), None)}


def test_the_receipt_stays_what_it_was_but_for_the_refund(bakery: Till) -> None:
    paid = bakery.pay(*bakery.town.sold(1))
    refunded = bakery.refund(paid)

    assert bakery.receipt(paid.checkout_id) == refunded
    assert refunded.payment_no == paid.payment_no
    assert (refunded.total, refunded.redeemed_at) == (paid.total, paid.redeemed_at)


def test_a_refunded_voucher_may_be_redeemed_elsewhere(
    bakery: Till, bookshop: Till
) -> None:
    codes = bakery.town.sold(2)
    first = bakery.pay(*codes)
    bakery.refund(first)
    bookshop.pay(codes[0])

    assert bakery.balance(codes[0]).balance == Yen(0)
    assert bakery.balance(codes[1]).balance == Yen(1_000)
    with refusing(bakery.town, RefundDone):
        bakery.refund(first)
    assert bakery.town.verified().differences == ()


def test_the_refund_is_announced_once(bakery: Till) -> None:
    paid = bakery.pay(*bakery.town.sold(2))
    refund_id = RefundId(uuid4())
    bakery.refund(paid, refund_id=refund_id)
    receipt = bakery.refund(paid, refund_id=refund_id)
    (told,) = bakery.town.told("payment_refunded")

    assert receipt.refund is not None
    assert told["refund_id"] == str(refund_id)
    assert (told["payment_no"], told["amount"]) == (paid.payment_no, 2_000)
    assert datetime.fromisoformat(told["redeemed_at"]) == paid.redeemed_at
    assert datetime.fromisoformat(told["refunded_at"]) == receipt.refund.refunded_at
    assert told["period_last_on"] == "2026-07-15"


def test_the_same_id_again_brings_the_same_receipt(bakery: Till) -> None:
    paid = bakery.pay(*bakery.town.sold(1))
    refund_id = RefundId(uuid4())
    receipt = bakery.refund(paid, refund_id=refund_id)
    before = bakery.town.everything()

    assert bakery.refund(paid, refund_id=refund_id) == receipt
    assert bakery.town.everything() == before


def test_the_same_id_again_after_the_cut_off_brings_the_same_receipt(
    bakery: Till,
) -> None:
    paid = bakery.pay(*bakery.town.sold(1))
    refund_id = RefundId(uuid4())
    receipt = bakery.refund(paid, refund_id=refund_id)
    bakery.town.set_clock(moment_after(RULES.redeem_last_on))

    assert bakery.refund(paid, refund_id=refund_id) == receipt


def test_a_second_refund_is_refused_and_tells_of_the_first(bakery: Till) -> None:
    paid = bakery.pay(*bakery.town.sold(1))
    refund = bakery.refund(paid).refund
    assert refund is not None

    with refusing(bakery.town, RefundDone) as refused:
        bakery.refund(paid)
    assert refused.facts == {"refunded_at": refund.refunded_at.isoformat()}


def test_the_id_of_a_refund_stands_for_one_payment_and_amount(bakery: Till) -> None:
    one, other = (bakery.pay(code) for code in bakery.town.sold(2))
    refund_id = RefundId(uuid4())
    bakery.refund(one, refund_id=refund_id)

    with refusing(bakery.town, RefundReused):
        bakery.refund(other, refund_id=refund_id)
    with refusing(bakery.town, RefundReused):
        bakery.refund(one, refund_id=refund_id, amount=Yen(999))


@pytest.mark.parametrize("yen", [-2_000, 0, 1_000, 1_999, 2_001, 4_000, 10**30])
def test_another_amount_than_was_paid_is_refused(bakery: Till, yen: int) -> None:
    paid = bakery.pay(*bakery.town.sold(2))

    with refusing(bakery.town, RefundAmountDiffers) as refused:
        bakery.refund(paid, amount=Yen(yen))
    assert refused.facts == {"refundable": "2000"}


def test_another_shops_payment_is_unknown(bakery: Till, bookshop: Till) -> None:
    paid = bakery.pay(*bakery.town.sold(1))

    with refusing(bakery.town, PaymentUnknown):
        bookshop.refund(paid)


def test_a_payment_that_never_was_is_unknown(bakery: Till) -> None:
    paid = bakery.pay(*bakery.town.sold(1))

    with refusing(bakery.town, PaymentUnknown):
        bakery.refund(paid, checkout_id=new_id())


@pytest.mark.parametrize("cut_off", [date(2026, 7, 15), date(2026, 7, 31)])
def test_until_the_cut_off_a_refund_is_given_and_then_never(
    bakery: Till, cut_off: date
) -> None:
    midnight = moment_after(cut_off)
    bakery.town.set_clock(midnight - timedelta(days=2))
    one, other = (bakery.pay(code) for code in bakery.town.sold(2))
    bakery.town.set_clock(midnight - timedelta(seconds=10))
    assert bakery.refund(one).refund is not None
    bakery.town.set_clock(midnight)

    with refusing(bakery.town, RefundTooLate) as refused:
        bakery.refund(other)
    assert refused.facts == {"last_on": cut_off.isoformat()}


def test_on_the_last_day_a_refund_is_given_and_then_never(bakery: Till) -> None:
    midnight = moment_after(RULES.redeem_last_on)
    bakery.town.set_clock(midnight - timedelta(seconds=20))
    one, other = (bakery.pay(code) for code in bakery.town.sold(2))
    bakery.refund(one)
    bakery.town.set_clock(midnight)

    with refusing(bakery.town, RefundTooLate):
        bakery.refund(other)
    assert bakery.town.verified().differences == ()


def test_a_sealed_half_month_gives_nothing_back(bakery: Till) -> None:
    paid = bakery.pay(*bakery.town.sold(1))
    with bakery.town.db.begin() as tx:
        tx.connection().exec_driver_sql("update period set sealed_at = now()")

    with refusing(bakery.town, RefundTooLate):
        bakery.refund(paid)
