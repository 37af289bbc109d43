from datetime import date, timedelta

import pytest

from machiken.contracts.redemption import (
    PaymentUnknown,
    SalesDay,
    SalesOutOfReach,
    SearchEmpty,
    VoucherMalformed,
    VoucherOfOtherCampaign,
    VoucherUnknown,
)
from machiken.money import ZERO, Yen
from machiken.town_time import first_moment, moment_after
from services.redemption.domain.voucher_code import Series, new_code
from services.redemption.store import payments
from tests.redemption.refusing import refusing
from tests.redemption.till import Till, new_id
from tests.redemption.town import A_NOON, NEIGHBOUR, NEIGHBOURS_RULES, RULES, Town

TODAY = A_NOON.date()
A_DAY = timedelta(days=1)


def test_another_shops_receipt_is_unknown(bakery: Till, bookshop: Till) -> None:
    paid = bakery.pay(*bakery.town.sold(1))

    with refusing(bakery.town, PaymentUnknown):
        bookshop.receipt(paid.checkout_id)
    with refusing(bakery.town, PaymentUnknown):
        bakery.receipt(new_id())


def test_a_checkout_that_is_not_redeemed_has_no_receipt(bakery: Till) -> None:
    checkout_id = bakery.open(1_000)

    with refusing(bakery.town, PaymentUnknown):
        bakery.receipt(checkout_id)


def test_a_balance_is_told_before_and_after_and_changes_nothing(bakery: Till) -> None:
    (code,) = bakery.town.sold(1)
    fresh = bakery.balance(code)
    paid = bakery.pay(code)
    before = bakery.town.everything()
    used = bakery.balance(code)

    assert (fresh.balance, fresh.used_at) == (Yen(1_000), None)
    assert (used.balance, used.used_at) == (ZERO, paid.redeemed_at)
    assert (used.face_value, used.stopped, used.sample) == (Yen(1_000), False, False)
    assert bakery.town.everything() == before


@pytest.mark.parametrize("days", [-60, 365])
def test_a_balance_is_told_at_any_time(bakery: Till, days: int) -> None:
    (code,) = bakery.town.sold(1)
    bakery.town.set_clock(A_NOON + timedelta(days=days))

    assert bakery.balance(code).balance == Yen(1_000)


def test_a_balance_of_what_is_not_the_campaigns_is_refused(bakery: Till) -> None:
    town = bakery.town
    town.apply(NEIGHBOURS_RULES)
    (theirs,) = town.sold(1, issuer_code=NEIGHBOUR)
    made_up = new_code(town.key, RULES.voucher_prefix, Series.REAL)

    for code, kind in (
        ("?", VoucherMalformed),
        (theirs, VoucherOfOtherCampaign),
        (made_up, VoucherUnknown),
    ):
        with refusing(town, kind):
            bakery.balance(code)


def test_payments_are_found_by_each_condition_newest_first(bakery: Till) -> None:
    a, b, c, d = bakery.town.sold(4)
    one, two, pair = bakery.pay(a), bakery.pay(b), bakery.pay(c, d)

    assert bakery.find(payment_no=two.payment_no).receipts == (two,)
    assert bakery.find(paid_on=TODAY).receipts == (pair, two, one)
    assert bakery.find(amount=Yen(1_000)).receipts == (two, one)
    assert bakery.find(paid_on=TODAY, amount=Yen(2_000)).receipts == (pair,)


def test_the_day_of_a_payment_is_the_towns(bakery: Till) -> None:
    midnight = first_moment(TODAY)
    one, other = bakery.town.sold(2)
    bakery.town.set_clock(midnight - timedelta(seconds=20))
    before = bakery.pay(one)
    bakery.town.set_clock(midnight)
    after = bakery.pay(other)

    assert bakery.find(paid_on=TODAY - A_DAY).receipts == (before,)
    assert bakery.find(paid_on=TODAY).receipts == (after,)


def test_only_the_shops_own_payments_are_found(bakery: Till, bookshop: Till) -> None:
    paid = bakery.pay(*bakery.town.sold(1))

    assert bookshop.find(payment_no=paid.payment_no).receipts == ()
    assert bookshop.find(paid_on=TODAY, amount=paid.total).receipts == ()


def test_a_refunded_payment_is_found_with_its_refund(bakery: Till) -> None:
    refunded = bakery.refund(bakery.pay(*bakery.town.sold(1)))

    assert bakery.find(paid_on=TODAY).receipts == (refunded,)


def test_a_search_without_a_condition_is_refused(bakery: Till) -> None:
    with refusing(bakery.town, SearchEmpty):
        bakery.find()


@pytest.mark.parametrize("day", [date.min, date(2026, 7, 2), date.max])
def test_a_day_without_payments_finds_none(bakery: Till, day: date) -> None:
    bakery.pay(*bakery.town.sold(1))

    assert bakery.find(paid_on=day).receipts == ()


@pytest.mark.parametrize("yen", [-1, 0, 999, 2**31, 2**63, 10**30])
def test_an_amount_nobody_paid_finds_nothing(bakery: Till, yen: int) -> None:
    bakery.pay(*bakery.town.sold(1))

    assert bakery.find(amount=Yen(yen)).receipts == ()


def test_a_long_list_is_cut_and_says_so(
    bakery: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = bakery.town.sold(4)
    paid = [bakery.pay(code) for code in codes[:3]]
    monkeypatch.setattr(payments, "FOUND_MAX", 3)
    monkeypatch.setattr("services.redemption.usecases.inquire.FOUND_MAX", 3)
    assert not bakery.find(paid_on=TODAY).more
    newest = bakery.pay(codes[3])
    found = bakery.find(paid_on=TODAY)

    assert found.more
    assert found.receipts == (newest, paid[2], paid[1])


def test_sales_are_told_by_day_with_refunds_on_their_own_day(bakery: Till) -> None:
    town = bakery.town
    codes = town.sold(5)
    paid = bakery.pay(*codes[:2])
    bakery.pay(codes[2])
    town.set_clock(A_NOON + A_DAY)
    bakery.refund(paid)
    bakery.pay(codes[3])
    sales = bakery.sales(TODAY, TODAY + A_DAY)

    assert sales.days == (
        _day(TODAY + A_DAY, (1, 1_000), (1, 2_000), -1_000),
        _day(TODAY, (2, 3_000), (0, 0), 3_000),
    )
    assert sales.total == _day(None, (3, 4_000), (1, 2_000), 2_000)


def test_a_day_of_sales_begins_and_ends_at_the_towns_midnight(bakery: Till) -> None:
    town = bakery.town
    codes = town.sold(4)
    for moment, code in zip(
        (
            first_moment(TODAY) - timedelta(seconds=20),
            first_moment(TODAY),
            moment_after(TODAY) - timedelta(seconds=20),
            moment_after(TODAY),
        ),
        codes,
        strict=True,
    ):
        town.set_clock(moment)
        bakery.pay(code)

    assert [
        (day.on, day.payments)
        for day in bakery.sales(TODAY - A_DAY, TODAY + A_DAY).days
    ] == [(TODAY + A_DAY, 1), (TODAY, 2), (TODAY - A_DAY, 1)]
    assert bakery.sales(TODAY, TODAY).total.payments == 2


def test_a_refund_after_midnight_counts_on_the_new_day(bakery: Till) -> None:
    paid = bakery.pay(*bakery.town.sold(1))
    bakery.town.set_clock(moment_after(TODAY))
    bakery.refund(paid)

    assert bakery.sales(TODAY, TODAY).days == (_day(TODAY, (1, 1_000), (0, 0), 1_000),)
    assert bakery.sales(TODAY + A_DAY, TODAY + A_DAY).days == (
        _day(TODAY + A_DAY, (0, 0), (1, 1_000), -1_000),
    )


def test_sales_are_the_shops_own(bakery: Till, bookshop: Till) -> None:
    bakery.pay(*bakery.town.sold(1))

    assert bookshop.sales(TODAY, TODAY).days == ()
    assert bookshop.sales(TODAY, TODAY).total == _day(None, (0, 0), (0, 0), 0)


def test_sales_reach_31_days_back(bakery: Till) -> None:
    reach = TODAY - 31 * A_DAY
    bakery.sales(reach, TODAY)

    with refusing(bakery.town, SalesOutOfReach) as refused:
        bakery.sales(reach - A_DAY, TODAY)
    assert refused.facts == {"days_max": "31"}


@pytest.mark.parametrize(
    ("first_on", "last_on"),
    [(TODAY, TODAY - A_DAY), (date.min, TODAY), (date.min, date.max)],
)
def test_days_out_of_reach_or_order_are_refused(
    bakery: Till, first_on: date, last_on: date
) -> None:
    with refusing(bakery.town, SalesOutOfReach):
        bakery.sales(first_on, last_on)


@pytest.mark.parametrize("first_on", [TODAY, TODAY + A_DAY, date.max])
def test_days_to_come_have_no_sales_yet(bakery: Till, first_on: date) -> None:
    assert bakery.sales(first_on, date.max).days == ()


def _day(
    on: date | None, paid: tuple[int, int], refunded: tuple[int, int], net: int
) -> SalesDay:
    return SalesDay(
        on=on,
        payments=paid[0],
        paid=Yen(paid[1]),
        refunds=refunded[0],
        refunded=Yen(refunded[1]),
        net=Yen(net),
    )


def test_a_campaign_of_the_neighbours_sees_nothing_of_ours(town: Town) -> None:
    town.apply(NEIGHBOURS_RULES)
    theirs = Till(town=town, actor=town.staff("t01", issuer_code=NEIGHBOUR))
    (ours,) = town.sold(1)

    with refusing(town, VoucherOfOtherCampaign):
        theirs.balance(ours)
    with refusing(town, VoucherOfOtherCampaign):
        theirs.pay(ours)
