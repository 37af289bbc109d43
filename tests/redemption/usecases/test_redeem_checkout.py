from datetime import UTC, date, datetime, timedelta
from functools import partial

from machiken.contracts.redemption import (
    CheckoutState,
    NoVouchers,
    TooLate,
    VoucherHeld,
    VoucherIsStopped,
    VoucherUsed,
)
from machiken.ids import CheckoutId
from machiken.money import ZERO, Yen
from machiken.town_time import moment_after
from tests.redemption.races.at_once import at_once
from tests.redemption.refusing import refusing
from tests.redemption.till import Till
from tests.redemption.town import RULES, moment


def test_what_was_read_is_redeemed_and_receipted(bakery: Till) -> None:
    codes = bakery.town.sold(3)
    checkout_id = _read(bakery, *codes)
    receipt = bakery.redeem(checkout_id)

    assert receipt.payment_no == "KNM202601t012026070100000000000001"
    assert (receipt.total, receipt.count) == (Yen(3_000), 3)
    assert receipt.merchant_id == bakery.actor.merchant_id
    assert receipt.redeemed_by == "t01-hanako"
    assert receipt.refundable_before == datetime(2026, 7, 15, 15, tzinfo=UTC)
    assert receipt.refund is None
    assert {bakery.balance(code).balance for code in codes} == {ZERO}


def test_the_redemption_is_announced_once(bakery: Till) -> None:
    receipt = bakery.redeem(_read(bakery, *bakery.town.sold(2)))
    (told,) = bakery.town.told("redemption_completed")

    assert told["payment_no"] == receipt.payment_no
    assert (told["total"], told["count"]) == (2_000, 2)
    assert told["merchant_code"] == "t01"
    assert told["period_last_on"] == "2026-07-15"
    assert datetime.fromisoformat(told["redeemed_at"]) == receipt.redeemed_at


def test_less_than_the_target_may_be_redeemed(bakery: Till) -> None:
    (code,) = bakery.town.sold(1)
    checkout_id = bakery.open(100_000)
    bakery.read(checkout_id, code)

    assert bakery.redeem(checkout_id).total == Yen(1_000)


def test_asked_again_the_same_receipt_comes(bakery: Till) -> None:
    checkout_id = _read(bakery, *bakery.town.sold(1))
    receipt = bakery.redeem(checkout_id)
    before = bakery.town.everything()

    assert bakery.redeem(checkout_id) == receipt
    assert bakery.receipt(checkout_id) == receipt
    assert bakery.look(checkout_id).receipt == receipt
    assert bakery.look(checkout_id).state is CheckoutState.REDEEMED
    assert bakery.town.everything() == before


def test_asked_again_after_the_last_day_the_same_receipt_comes(bakery: Till) -> None:
    checkout_id = _read(bakery, *bakery.town.sold(1))
    receipt = bakery.redeem(checkout_id)
    bakery.town.set_clock(moment_after(RULES.redeem_last_on))

    assert bakery.redeem(checkout_id) == receipt


def test_fifty_at_once_redeem_once_and_hear_the_same(bakery: Till) -> None:
    checkout_id = _read(bakery, *bakery.town.sold(3))
    answers = at_once([partial(bakery.redeem, checkout_id)] * 50)

    assert answers == [bakery.receipt(checkout_id)] * 50
    assert bakery.town.one("select count(*) from redemption") == 1
    assert bakery.town.verified().differences == ()


def test_payment_numbers_run_on_for_each_shop_and_day(
    bakery: Till, bookshop: Till
) -> None:
    codes = bakery.town.sold(4)
    numbers = [
        bakery.pay(codes[0]).payment_no,
        bakery.pay(codes[1]).payment_no,
        bookshop.pay(codes[2]).payment_no,
    ]
    bakery.town.set_clock(moment(date(2026, 7, 2), "09:00:00"))
    numbers.append(bakery.pay(codes[3]).payment_no)

    assert [number[9:] for number in numbers] == [
        "t012026070100000000000001",
        "t012026070100000000000002",
        "t022026070100000000000001",
        "t012026070200000000000001",
    ]


def test_an_empty_checkout_redeems_nothing(bakery: Till) -> None:
    checkout_id = bakery.open(1_000)

    with refusing(bakery.town, NoVouchers):
        bakery.redeem(checkout_id)


def test_a_voucher_used_since_it_was_read_refuses_all(bakery: Till) -> None:
    codes = bakery.town.sold(2)
    checkout_id = _read(bakery, *codes)
    bakery.pay(codes[1])  # the same shop's, so its own hold is no hindrance

    with refusing(bakery.town, VoucherUsed):
        bakery.redeem(checkout_id)


def test_a_voucher_stopped_since_it_was_read_refuses_all(bakery: Till) -> None:
    checkout_id = _read(bakery, *bakery.town.sold(2))
    bakery.town.stop(2)

    with refusing(bakery.town, VoucherIsStopped):
        bakery.redeem(checkout_id)


def test_the_last_day_may_end_before_the_redemption(bakery: Till) -> None:
    codes = bakery.town.sold(1)
    bakery.town.set_clock(moment(RULES.redeem_last_on, "23:59:00"))
    checkout_id = _read(bakery, *codes)
    bakery.town.set_clock(moment_after(RULES.redeem_last_on))

    with refusing(bakery.town, TooLate):
        bakery.redeem(checkout_id)


def test_a_half_month_takes_the_payments_of_its_last_second(bakery: Till) -> None:
    one, other = bakery.town.sold(2)
    midnight = moment_after(date(2026, 7, 15))
    bakery.town.set_clock(midnight - timedelta(seconds=20))
    before = bakery.pay(one)
    bakery.town.set_clock(midnight)
    after = bakery.pay(other)

    assert before.refundable_before == midnight
    assert after.refundable_before == moment_after(date(2026, 7, 31))


def test_a_paper_held_by_two_checkouts_is_redeemed_by_none(bakery: Till) -> None:
    """Only a broken database gets there; the shop is told, not both paid."""
    (code,) = bakery.town.sold(1)
    one, other = _read(bakery, code), bakery.open(1_000)
    with bakery.town.db.begin() as tx:
        tx.connection().exec_driver_sql(
            "insert into checkout_read select %s, position, voucher_id, amount_yen"
            " from checkout_read",
            (other,),
        )

    for checkout_id in (one, other):
        with refusing(bakery.town, VoucherHeld):
            bakery.redeem(checkout_id)


def _read(till: Till, *codes: str) -> CheckoutId:
    checkout_id = till.open(len(codes) * 1_000)
    till.read(checkout_id, *codes)
    return checkout_id
