"""Where the campaign allows it, some vouchers of a payment are given back."""

from datetime import date
from uuid import uuid4

import pytest

from machiken.contracts.redemption import (
    PartRefundsOff,
    PaymentUnknown,
    RefundAmountDiffers,
    RefundDone,
    RefundReused,
    RefundsOff,
    RefundTooLate,
    RefundVoucherDone,
    RefundVoucherUnknown,
)
from machiken.ids import RefundId
from machiken.money import ZERO, Yen
from machiken.town_time import moment_after
from tests.redemption.refusing import refusing
from tests.redemption.till import Till

THOUSAND = Yen(1_000)


@pytest.fixture
def grocer(bakery: Till) -> Till:
    """Return a till of a campaign that gives back parts of payments."""
    bakery.town.apply(switches={"part_refunds": True})
    return bakery


def test_only_whole_payments_are_given_back_where_nothing_is_said(
    bakery: Till,
) -> None:
    paid = bakery.pay(*bakery.town.sold(2))

    with refusing(bakery.town, PartRefundsOff):
        bakery.refund(paid, serials=(1,), amount=THOUSAND)
    assert bakery.refund(paid, serials=(2, 1)).refund is not None, "all of them by name"


def test_a_chosen_voucher_is_worth_its_amount_again_and_the_others_not(
    grocer: Till,
) -> None:
    codes = grocer.town.sold(3)
    paid = grocer.pay(*codes)
    receipt = grocer.refund(paid, serials=(2,), amount=THOUSAND)

    assert [grocer.balance(code).balance for code in codes] == [ZERO, THOUSAND, ZERO]
    assert receipt.refund is None, "something is left"
    assert (receipt.refunded, receipt.refundable) == (THOUSAND, Yen(2_000))
    (given,) = receipt.refunds
    assert (given.amount, given.count, given.refunded_by) == (THOUSAND, 1, "t01-hanako")
    assert grocer.town.verified().differences == ()


def test_parts_follow_each_other_until_nothing_is_left(grocer: Till) -> None:
    paid = grocer.pay(*grocer.town.sold(4))
    grocer.refund(paid, serials=(1,), amount=THOUSAND)
    grocer.refund(paid, serials=(4, 2), amount=Yen(2_000))
    receipt = grocer.refund(paid, amount=THOUSAND)

    assert [(each.amount, each.count) for each in receipt.refunds] == [
        (THOUSAND, 1),
        (Yen(2_000), 2),
        (THOUSAND, 1),
    ]
    assert receipt.refund == receipt.refunds[-1]
    assert receipt.refundable == ZERO
    with refusing(grocer.town, RefundDone):
        grocer.refund(paid, amount=ZERO)
    assert grocer.town.verified().differences == ()


def test_each_part_is_announced_with_its_number_and_what_is_left(grocer: Till) -> None:
    paid = grocer.pay(*grocer.town.sold(3))
    grocer.refund(paid, serials=(3,), amount=THOUSAND)
    grocer.refund(paid, amount=Yen(2_000))

    assert [
        (each["number"], each["amount"], each["count"], each["left"])
        for each in grocer.town.told("payment_refunded")
    ] == [(1, 1_000, 1, 2_000), (2, 2_000, 2, 0)]


def test_a_voucher_is_given_back_once(grocer: Till) -> None:
    paid = grocer.pay(*grocer.town.sold(3))
    grocer.refund(paid, serials=(2,), amount=THOUSAND)

    with refusing(grocer.town, RefundVoucherDone) as refused:
        grocer.refund(paid, serials=(1, 2), amount=Yen(2_000))
    assert refused.facts["serial"] == "2"
    with refusing(grocer.town, RefundAmountDiffers) as refused:
        grocer.refund(paid)  # believes that all of it is left
    assert refused.facts["refundable"] == "2000"


@pytest.mark.parametrize("serials", [(9,), (1, 1), (1, 4), (0,), (-1,), (2**70,)])
def test_a_voucher_that_the_payment_did_not_take_is_named(
    grocer: Till, serials: tuple[int, ...]
) -> None:
    codes = grocer.town.sold(4)
    paid = grocer.pay(*codes[:3])
    grocer.pay(codes[3])

    with refusing(grocer.town, RefundVoucherUnknown) as refused:
        grocer.refund(paid, serials=serials, amount=THOUSAND.times(len(serials)))
    assert refused.facts["serial"] == str(serials[-1])


@pytest.mark.parametrize("yen", [0, 999, 1_001, 3_000, -1_000])
def test_a_client_that_believes_another_sum_is_told_the_right_one(
    grocer: Till, yen: int
) -> None:
    paid = grocer.pay(*grocer.town.sold(3))

    with refusing(grocer.town, RefundAmountDiffers) as refused:
        grocer.refund(paid, serials=(1,), amount=Yen(yen))
    assert refused.facts["refundable"] == "1000"


def test_the_same_part_again_is_the_same_receipt(grocer: Till) -> None:
    paid = grocer.pay(*grocer.town.sold(3))
    again = {"refund_id": RefundId(uuid4()), "serials": (1, 3), "amount": Yen(2_000)}
    receipt = grocer.refund(paid, **again)
    before = grocer.town.everything()

    assert grocer.refund(paid, **again) == receipt
    assert grocer.refund(paid, **again | {"serials": (3, 1)}) == receipt
    assert grocer.town.everything() == before


def test_one_id_for_two_different_parts_is_refused(grocer: Till) -> None:
    paid = grocer.pay(*grocer.town.sold(3))
    refund_id = RefundId(uuid4())
    grocer.refund(paid, refund_id=refund_id, serials=(1,), amount=THOUSAND)

    with refusing(grocer.town, RefundReused):
        grocer.refund(paid, refund_id=refund_id, serials=(2,), amount=THOUSAND)
    with refusing(grocer.town, RefundReused):
        grocer.refund(paid, refund_id=refund_id, amount=Yen(2_000))


def test_the_rest_is_too_late_after_the_cut_off(grocer: Till) -> None:
    paid = grocer.pay(*grocer.town.sold(2))
    grocer.refund(paid, serials=(1,), amount=THOUSAND)
    grocer.town.set_clock(moment_after(date(2026, 7, 15)))

    with refusing(grocer.town, RefundTooLate):
        grocer.refund(paid, serials=(2,), amount=THOUSAND)


def test_another_shops_vouchers_are_nobodys_to_look_at_or_give_back(
    grocer: Till, bookshop: Till
) -> None:
    paid = grocer.pay(*grocer.town.sold(2))

    with refusing(grocer.town, PaymentUnknown):
        bookshop.refund(paid, serials=(1,), amount=THOUSAND)
    with refusing(grocer.town, PaymentUnknown):
        bookshop.paid_vouchers(paid.checkout_id)


def test_a_shop_sees_which_vouchers_were_given_back_and_when(grocer: Till) -> None:
    codes = grocer.town.sold(2)
    paid = grocer.pay(*codes)
    receipt = grocer.refund(paid, serials=(2,), amount=THOUSAND)
    shown = grocer.paid_vouchers(paid.checkout_id)

    assert shown.receipt == receipt
    assert [
        (each.serial, each.code_tail, each.amount, each.balance, each.refunded_at)
        for each in shown.vouchers
    ] == [
        (1, codes[0][-4:], THOUSAND, ZERO, None),
        (2, codes[1][-4:], THOUSAND, THOUSAND, receipt.refunds[0].refunded_at),
    ]


def test_a_voucher_given_back_is_redeemed_anew_while_the_rest_stays_paid(
    grocer: Till, bookshop: Till
) -> None:
    codes = grocer.town.sold(2)
    paid = grocer.pay(*codes)
    grocer.refund(paid, serials=(1,), amount=THOUSAND)
    bookshop.pay(codes[0])
    grocer.refund(paid, amount=THOUSAND)

    assert [grocer.balance(code).balance for code in codes] == [ZERO, THOUSAND]
    assert grocer.town.verified().differences == ()


def test_sales_and_seals_count_every_slip_and_each_payment_once(grocer: Till) -> None:
    town = grocer.town
    paid = grocer.pay(*town.sold(3))
    grocer.refund(paid, serials=(1,), amount=THOUSAND)
    grocer.refund(paid, serials=(2,), amount=THOUSAND)
    on = town.now().date()
    total = grocer.sales(on, on).total
    town.set_clock(moment_after(date(2026, 7, 15)))
    while town.work("seal"):
        pass
    (sums,) = town.told("period_sealed")[-1]["merchants"]

    assert (total.payments, total.paid) == (1, Yen(3_000))
    assert (total.refunds, total.refunded, total.net) == (2, Yen(2_000), THOUSAND)
    assert (sums["payments"], sums["paid"]) == (1, 3_000)
    assert (sums["refunds"], sums["refunded"]) == (2, 2_000)
    assert town.verified().differences == ()
    (merchant,) = town.verified().merchants
    assert (merchant.payments, merchant.refunds) == (1, 2)


def test_the_search_shows_what_was_given_back_and_by_whom(grocer: Till) -> None:
    paid = grocer.pay(*grocer.town.sold(2))
    receipt = grocer.refund(paid, serials=(1,), amount=THOUSAND)

    assert grocer.find(payment_no=paid.payment_no).receipts == (receipt,)
    assert grocer.find(amount=paid.total).receipts == (receipt,)


def test_no_refunds_means_no_parts_either(grocer: Till) -> None:
    paid = grocer.pay(*grocer.town.sold(2))
    grocer.town.apply(switches={"refunds": False, "part_refunds": True})

    with refusing(grocer.town, RefundsOff):
        grocer.refund(paid, serials=(1,), amount=THOUSAND)
