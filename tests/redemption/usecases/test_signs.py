"""Each sign of fraud is found, and an honest shop shows none."""

from datetime import date, timedelta

import pytest

from machiken.contracts.redemption import (
    CampaignUnknown,
    SignKind,
    SignsQuery,
    SignView,
)
from machiken.ids import IssuerCode
from services.redemption.domain.signs import (
    BURST_PAYMENTS_MIN,
    NEWCOMERS_BURST_MIN,
    NIGHT_PAYMENTS_MIN,
    NIGHT_VOUCHERS_MIN,
    RUN_MIN,
    USUAL_NIGHTS,
)
from services.redemption.usecases.show_signs import show_signs
from tests.redemption.till import Till
from tests.redemption.town import A_NOON, ISSUER, Town, moment

TODAY = A_NOON.date()
TOMORROW = TODAY + timedelta(days=1)


def signs(town: Town, on: date = TODAY, kind: SignKind | None = None) -> list[SignView]:
    query = SignsQuery(issuer_code=ISSUER, on=on, kind=kind)
    with town.db.begin() as tx:
        return list(show_signs(tx, query).signs)


def kinds(town: Town, on: date = TODAY) -> list[SignKind]:
    return [sign.kind for sign in signs(town, on)]


def test_more_payments_than_any_shop_has_in_ten_minutes_are_a_sign(
    town: Town, bakery: Till, bookshop: Till
) -> None:
    codes = town.sold(4 * NEWCOMERS_BURST_MIN)[::2]
    for code in codes[:NEWCOMERS_BURST_MIN]:
        bakery.pay(code)
    for code in codes[NEWCOMERS_BURST_MIN : 2 * NEWCOMERS_BURST_MIN - 1]:
        bookshop.pay(code)

    [sign] = signs(town)
    assert (sign.kind, sign.merchant.merchant_code) == (SignKind.BURST, "t01")
    assert (sign.payments, sign.usual) == (NEWCOMERS_BURST_MIN, 0)


@pytest.mark.parametrize(
    ("earlier", "found"), [(1, True), (BURST_PAYMENTS_MIN // 2, False)]
)
def test_a_burst_is_one_against_the_shops_own_habit(
    town: Town, bakery: Till, earlier: int, *, found: bool
) -> None:
    codes = town.sold(60)[::2]
    for code in codes[:earlier]:
        bakery.pay(code)
    town.set_clock(A_NOON + timedelta(days=1))
    for code in codes[earlier : earlier + BURST_PAYMENTS_MIN]:
        bakery.pay(code)

    assert (SignKind.BURST in kinds(town, TOMORROW)) is found


@pytest.mark.parametrize(("row", "found"), [(RUN_MIN, True), (RUN_MIN - 1, False)])
def test_a_long_row_of_serials_in_one_day_is_a_sign(
    town: Town, bakery: Till, row: int, *, found: bool
) -> None:
    codes = town.sold(RUN_MIN + 5)
    bakery.pay(*codes[2 : 2 + row - 10])
    bakery.pay(*codes[2 + row - 10 : 2 + row])

    runs = signs(town, kind=SignKind.SERIAL_RUN)
    assert bool(runs) is found
    for sign in runs:
        assert (sign.first_serial, sign.last_serial) == (3, 2 + row)
        assert sign.vouchers == row


def test_two_books_of_a_family_and_those_of_others_are_no_sign(
    town: Town, bakery: Till, bookshop: Till
) -> None:
    codes = town.sold(60)
    bakery.pay(*codes[:20])
    bookshop.pay(*codes[20:40])
    bakery.pay(*codes[40:])

    assert signs(town) == []


def test_a_pile_of_vouchers_at_night_is_a_sign(town: Town, bakery: Till) -> None:
    codes = town.sold(2 * NIGHT_VOUCHERS_MIN)
    town.set_clock(moment(TODAY, "23:30:00"))
    bakery.pay(*codes[:NIGHT_VOUCHERS_MIN])

    [sign] = signs(town)
    assert sign.kind is SignKind.NIGHT
    assert (sign.payments, sign.vouchers) == (1, NIGHT_VOUCHERS_MIN)


@pytest.mark.parametrize(
    ("clock_time", "found"),
    [("22:50:00", False), ("23:00:00", True), ("04:50:00", True), ("05:00:00", False)],
)
def test_the_night_is_from_eleven_to_five(
    town: Town, bakery: Till, clock_time: str, *, found: bool
) -> None:
    codes = town.sold(NIGHT_PAYMENTS_MIN * 2)[::2]
    town.set_clock(moment(TOMORROW, clock_time))
    for code in codes:
        bakery.pay(code)

    assert (kinds(town, TOMORROW) == [SignKind.NIGHT]) is found


def test_one_late_customer_is_no_sign(town: Town, bakery: Till) -> None:
    codes = town.sold(6)
    town.set_clock(moment(TODAY, "23:30:00"))
    bakery.pay(*codes[:3])

    assert signs(town) == []


def test_a_bar_is_open_at_night(town: Town, bakery: Till) -> None:
    codes = iter(town.sold(100)[::2])
    for night in range(USUAL_NIGHTS + 1):
        town.set_clock(moment(TODAY + timedelta(days=night), "23:30:00"))
        for _ in range(NIGHT_PAYMENTS_MIN):
            bakery.pay(next(codes))

    last = TODAY + timedelta(days=USUAL_NIGHTS)
    assert kinds(town) == [SignKind.NIGHT]
    assert signs(town, last) == []


def test_a_refund_and_a_redemption_elsewhere_are_a_sign(
    town: Town, bakery: Till, bookshop: Till
) -> None:
    code, *_ = town.sold(2)
    bakery.refund(bakery.pay(code))
    paid = bookshop.pay(code)

    [sign] = signs(town)
    assert sign.kind is SignKind.REFUNDED_ELSEWHERE
    assert sign.other is not None
    assert sign.other.merchant_code == "t01"
    assert (sign.checkout_id, sign.first_serial) == (paid.checkout_id, 1)


def test_a_refund_and_a_redemption_at_the_same_shop_are_no_sign(
    town: Town, bakery: Till
) -> None:
    code, *_ = town.sold(2)
    bakery.refund(bakery.pay(code))
    bakery.pay(code)

    assert signs(town) == []


def test_an_honest_day_shows_nothing(town: Town, bakery: Till, bookshop: Till) -> None:
    codes = iter(town.sold(120))
    for hour in range(9, 20):
        town.set_clock(moment(TODAY, f"{hour:02}:15:00"))
        for till in (bakery, bookshop):
            till.pay(*(next(codes) for _ in range(5)))

    assert signs(town) == []
    assert signs(town, TODAY - timedelta(days=1)) == []


def test_a_day_and_a_kind_are_looked_at_alone(
    town: Town, bakery: Till, bookshop: Till
) -> None:
    code, *_ = town.sold(2)
    bakery.refund(bakery.pay(code))
    bookshop.pay(code)

    assert signs(town, TOMORROW) == []
    assert signs(town, kind=SignKind.NIGHT) == []
    assert len(signs(town, kind=SignKind.REFUNDED_ELSEWHERE)) == 1


def test_an_unknown_campaign_is_refused(town: Town) -> None:
    query = SignsQuery(issuer_code=IssuerCode("NOBODY001"), on=TODAY)

    with pytest.raises(CampaignUnknown), town.db.begin() as tx:
        show_signs(tx, query)
