"""The office's count says of every voucher what its balance answer says."""

from collections import Counter
from datetime import date

import pytest

from machiken.contracts.redemption import (
    CampaignUnknown,
    TooLate,
    VoucherCounts,
    VoucherCountsQuery,
    VoucherState,
)
from machiken.ids import IssuerCode
from machiken.money import Yen
from services.redemption.usecases.count_vouchers import count_vouchers
from tests.redemption.refusing import refusing
from tests.redemption.till import Till
from tests.redemption.town import ISSUER, Town, moment


def counts_of(town: Town, issuer: IssuerCode = ISSUER) -> VoucherCounts:
    """Return the office's count."""
    with town.db.begin() as tx:
        return count_vouchers(tx, VoucherCountsQuery(issuer_code=issuer))


def test_every_voucher_is_counted_once_by_its_state(bakery: Till) -> None:
    codes = bakery.town.sold(5)
    bakery.town.unsold(3)
    bakery.town.sold(2, sample=True)
    bakery.pay(*codes[:2])
    bakery.town.stop(5)
    counted = counts_of(bakery.town)

    told = {each.state: (each.count, each.face, each.left) for each in counted.states}
    assert told == {
        VoucherState.ISSUED: (3, Yen(3_000), Yen(3_000)),
        VoucherState.LIVE: (2, Yen(2_000), Yen(2_000)),
        VoucherState.USED: (2, Yen(2_000), Yen(0)),
        VoucherState.STOPPED: (1, Yen(1_000), Yen(1_000)),
    }
    assert counted.samples == 2


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2026, 10, 31), VoucherState.LIVE),
        (date(2026, 11, 1), VoucherState.EXPIRED),
        (date(2026, 11, 30), VoucherState.EXPIRED),
        (date(2026, 12, 1), VoucherState.CLOSED),
    ],
)
def test_the_count_and_the_balance_agree_on_any_day(
    bakery: Till, day: date, state: VoucherState
) -> None:
    codes = bakery.town.sold(4)
    bakery.pay(codes[0])
    bakery.town.stop(2)
    bakery.town.set_clock(moment(day, "12:00:00"))
    told = Counter(bakery.balance(code).state for code in codes)

    assert told[state] == 2
    assert told == {each.state: each.count for each in counts_of(bakery.town).states}


def test_a_shop_redeems_an_expired_voucher_until_the_last_cut_off(
    bakery: Till,
) -> None:
    one, other = bakery.town.sold(2)
    bakery.town.set_clock(moment(date(2026, 11, 30), "23:00:00"))
    assert bakery.balance(one).state is VoucherState.EXPIRED
    bakery.pay(one)
    bakery.town.set_clock(moment(date(2026, 12, 1), "00:00:00"))

    assert bakery.balance(one).state is VoucherState.USED
    assert bakery.balance(other).state is VoucherState.CLOSED
    with refusing(bakery.town, TooLate):
        bakery.pay(other)


def test_a_calendar_that_is_prolonged_wakes_its_vouchers(bakery: Till) -> None:
    (code,) = bakery.town.sold(1)
    bakery.town.set_clock(moment(date(2026, 12, 1), "12:00:00"))
    assert bakery.balance(code).state is VoucherState.CLOSED

    bakery.town.apply(redeem_last_on=date(2026, 12, 15))
    assert bakery.balance(code).state is VoucherState.EXPIRED
    assert bakery.pay(code).total == Yen(1_000)


def test_a_campaign_that_is_not_there_is_said_so(town: Town) -> None:
    with refusing(town, CampaignUnknown):
        counts_of(town, IssuerCode("XXX202601"))
