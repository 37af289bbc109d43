from datetime import timedelta
from functools import partial

import pytest

from machiken.contracts.redemption import (
    BeyondTarget,
    TooLate,
    TooManyVouchers,
    VoucherHeld,
    VoucherIsSample,
    VoucherIsStopped,
    VoucherMalformed,
    VoucherNotSold,
    VoucherOfOtherCampaign,
    VoucherReadTwice,
    VoucherUnknown,
    VoucherUsed,
)
from machiken.money import Yen
from services.redemption.domain.voucher_code import Series, grouped, new_code
from services.redemption.usecases.open_checkout import HELD_FOR
from tests.redemption.races.at_once import at_once, refusals
from tests.redemption.refusing import refusing
from tests.redemption.till import Till
from tests.redemption.town import A_NOON, NEIGHBOUR, NEIGHBOURS_RULES, RULES, moment


def test_reads_add_up_in_their_order(bakery: Till) -> None:
    codes = bakery.town.sold(3)
    view = bakery.read(bakery.open(5_000), codes[2], grouped(codes[0]).lower())

    assert [read.position for read in view.reads] == [1, 2]
    assert [read.serial for read in view.reads] == [3, 1]
    assert view.reads[0].code_tail == codes[2][-4:]
    assert (view.total, view.missing) == (Yen(2_000), Yen(3_000))


def test_reading_redeems_nothing(bakery: Till) -> None:
    (code,) = bakery.town.sold(1)
    bakery.read(bakery.open(1_000), code)

    assert bakery.balance(code).balance == Yen(1_000)
    assert bakery.town.told("redemption_completed") == []


@pytest.mark.parametrize("text", ["", "?", "MK", "MKKNR" + "0" * 27, "9" * 10_000])
def test_what_is_no_code_is_malformed(bakery: Till, text: str) -> None:
    checkout_id = bakery.open(1_000)

    with refusing(bakery.town, VoucherMalformed):
        bakery.read(checkout_id, text)


def test_a_code_that_was_never_issued_is_unknown(bakery: Till) -> None:
    town = bakery.town
    made_up = new_code(town.key, RULES.voucher_prefix, Series.REAL)
    checkout_id = bakery.open(1_000)

    with refusing(town, VoucherUnknown) as refused:
        bakery.read(checkout_id, made_up)
    assert refused.facts == {"code_tail": made_up[-4:]}


def test_another_campaigns_voucher_is_told_apart(bakery: Till) -> None:
    town = bakery.town
    town.apply(NEIGHBOURS_RULES)
    (theirs,) = town.sold(1, issuer_code=NEIGHBOUR)
    checkout_id = bakery.open(1_000)

    with refusing(town, VoucherOfOtherCampaign):
        bakery.read(checkout_id, theirs)


def test_a_used_voucher_tells_when(bakery: Till, bookshop: Till) -> None:
    (code,) = bakery.town.sold(1)
    paid = bookshop.pay(code)
    checkout_id = bakery.open(1_000)

    with refusing(bakery.town, VoucherUsed) as refused:
        bakery.read(checkout_id, code)
    assert refused.facts["used_at"] == paid.redeemed_at.isoformat()


def test_a_stopped_voucher_is_refused(bakery: Till) -> None:
    (code,) = bakery.town.sold(1)
    bakery.town.stop(1)
    checkout_id = bakery.open(1_000)

    with refusing(bakery.town, VoucherIsStopped):
        bakery.read(checkout_id, code)


def test_a_sample_is_refused(bakery: Till) -> None:
    (code,) = bakery.town.sold(1, sample=True)
    checkout_id = bakery.open(1_000)

    with refusing(bakery.town, VoucherIsSample):
        bakery.read(checkout_id, code)


def test_an_unsold_voucher_is_refused(bakery: Till) -> None:
    (code,) = bakery.town.codes(bakery.town.unsold(1).batch_id)
    checkout_id = bakery.open(1_000)

    with refusing(bakery.town, VoucherNotSold):
        bakery.read(checkout_id, code)


def test_the_same_paper_twice_is_refused_with_its_place(bakery: Till) -> None:
    one, other = bakery.town.sold(2)
    checkout_id = bakery.open(5_000)
    bakery.read(checkout_id, one, other)

    with refusing(bakery.town, VoucherReadTwice) as refused:
        bakery.read(checkout_id, other)
    assert refused.facts == {"code_tail": other[-4:], "position": "2"}


def test_a_read_beyond_the_target_is_refused(bakery: Till) -> None:
    one, other = bakery.town.sold(2)
    checkout_id = bakery.open(1_000)
    bakery.read(checkout_id, one)

    with refusing(bakery.town, BeyondTarget) as refused:
        bakery.read(checkout_id, other)
    assert refused.facts == {"missing": "0"}


def test_a_voucher_more_than_the_rules_allow_is_refused(bakery: Till) -> None:
    town = bakery.town
    town.apply(vouchers_max=1)
    one, other = town.sold(2)
    checkout_id = bakery.open(2_000)
    bakery.read(checkout_id, one)

    with refusing(town, TooManyVouchers) as refused:
        bakery.read(checkout_id, other)
    assert refused.facts == {"vouchers_max": "1"}


def test_what_another_shop_has_read_is_held(bakery: Till, bookshop: Till) -> None:
    (code,) = bakery.town.sold(1)
    bakery.read(bakery.open(1_000), code)
    checkout_id = bookshop.open(1_000)

    with refusing(bakery.town, VoucherHeld):
        bookshop.read(checkout_id, code)
    with refusing(bakery.town, VoucherHeld):
        bookshop.pay(code)


def test_what_another_shop_dropped_is_free(bakery: Till, bookshop: Till) -> None:
    one, other = bakery.town.sold(2)
    dropped = bakery.open(2_000)
    bakery.read(dropped, one, other)
    bakery.undo(dropped, 1)
    checkout_id = bookshop.open(2_000)
    bookshop.read(checkout_id, one)
    bakery.abort(dropped)

    assert bookshop.read(checkout_id, other).total == Yen(2_000)


def test_what_another_shop_forgot_is_free_after_ten_minutes(
    bakery: Till, bookshop: Till
) -> None:
    (code,) = bakery.town.sold(1)
    forgotten = bakery.open(1_000)
    bakery.read(forgotten, code)
    bakery.town.set_clock(A_NOON + HELD_FOR + timedelta(minutes=1))

    assert bookshop.read(bookshop.open(1_000), code).total == Yen(1_000)


def test_the_same_shop_takes_its_paper_over_into_a_new_checkout(bakery: Till) -> None:
    (code,) = bakery.town.sold(1)
    old, new = bakery.open(1_000), bakery.open(1_000)
    bakery.read(old, code)
    bakery.read(new, code)

    assert bakery.look(old).reads == ()
    assert bakery.redeem(new).total == Yen(1_000)


def test_the_last_day_may_end_while_vouchers_are_read(bakery: Till) -> None:
    (code,) = bakery.town.sold(1)
    bakery.town.set_clock(moment(RULES.redeem_last_on, "23:59:00"))
    checkout_id = bakery.open(1_000)
    bakery.town.set_clock(moment(RULES.redeem_last_on, "23:59:59") + timedelta(0, 2))

    with refusing(bakery.town, TooLate):
        bakery.read(checkout_id, code)


def test_of_eight_shops_that_read_one_paper_at_once_one_holds_it(bakery: Till) -> None:
    town = bakery.town
    tills = [Till(town=town, actor=town.staff(f"s{number:02}")) for number in range(8)]
    for code in town.sold(25):
        opened = [till.open(1_000) for till in tills]
        reads = [
            partial(till.read, checkout_id, code)
            for till, checkout_id in zip(tills, opened, strict=True)
        ]

        answers = at_once(reads)
        assert refusals(answers) == ["redemption.voucher_held"] * 7
