"""Whoever hears the events alone can write the books: they are complete."""

from collections import defaultdict
from datetime import date, timedelta

import pytest

from machiken.contracts.redemption import (
    CampaignApplied,
    PaymentRefunded,
    PeriodSealed,
    RedemptionCompleted,
)
from machiken.contracts.wire import from_wire
from machiken.money import Yen
from machiken.town_time import moment_after
from tests.redemption.till import Till
from tests.redemption.town import ISSUER, RULES, Town

Sums = dict[tuple[date, str], tuple[int, int, int, int]]


@pytest.fixture
def season(bakery: Till, bookshop: Till) -> Town:
    """Return a town after two half-months with whole, part and no refunds."""
    town = bakery.town
    town.apply(switches={"balances": True, "part_refunds": True}, unit=Yen(100))
    for days in (0, 15):
        codes = town.sold(6)
        first = bakery.pay(*codes[:3])
        shown = bakery.paid_vouchers(first.checkout_id).vouchers
        one = (shown[0].serial,)
        bakery.refund(first, serials=one, amount=Yen(1_000))
        bakery.refund(first, amount=Yen(2_000))
        kept = bookshop.pay(*codes[3:5])
        bookshop.refund(
            kept,
            serials=(bookshop.paid_vouchers(kept.checkout_id).vouchers[1].serial,),
            amount=Yen(1_000),
        )
        checkout_id = bookshop.open(400)
        bookshop.read(checkout_id, codes[5])
        bookshop.redeem(checkout_id)
        town.set_clock(
            moment_after(date(2026, 7, 15)) + timedelta(days=days, seconds=1)
        )
    town.set_clock(moment_after(date(2026, 7, 31)))
    while town.work("seal"):
        pass
    return town


def rebuilt(town: Town) -> Sums:
    """Return the sums by half-month and merchant, out of two kinds of events only."""
    sums: Sums = defaultdict(lambda: (0, 0, 0, 0))
    for body in town.told("redemption_completed"):
        paid = from_wire(RedemptionCompleted, body)
        had = sums[paid.period_last_on, paid.merchant_code]
        sums[paid.period_last_on, paid.merchant_code] = (
            had[0] + 1,
            had[1] + paid.total.amount,
            *had[2:],
        )
    for body in town.told("payment_refunded"):
        back = from_wire(PaymentRefunded, body)
        had = sums[back.period_last_on, back.merchant_code]
        sums[back.period_last_on, back.merchant_code] = (
            *had[:2],
            had[2] + 1,
            had[3] + back.amount.amount,
        )
    return dict(sums)


def test_payments_and_refunds_alone_give_what_was_sealed(season: Town) -> None:
    told: Sums = {}
    for body in season.told("period_sealed"):
        sealed = from_wire(PeriodSealed, body)
        for each in sealed.merchants:
            told[sealed.last_on, each.merchant_code] = (
                each.payments,
                each.paid.amount,
                each.refunds,
                each.refunded.amount,
            )

    assert rebuilt(season) == told
    assert len(told) == 4
    assert season.verified().differences == ()


def test_payments_and_refunds_alone_give_each_merchants_total(season: Town) -> None:
    totals: dict[str, int] = defaultdict(int)
    for (_, merchant), sums in rebuilt(season).items():
        totals[merchant] += sums[1] - sums[3]

    assert totals == {
        each.merchant_code: each.paid.amount - each.refunded.amount
        for each in season.verified().merchants
    }


def test_the_refunds_of_a_payment_say_how_far_they_go(season: Town) -> None:
    left: dict[str, int] = {}
    number: dict[str, int] = defaultdict(int)
    for body in season.told("redemption_completed"):
        left[body["checkout_id"]] = body["total"]
    for body in season.told("payment_refunded"):
        paid = body["checkout_id"]
        left[paid] -= body["amount"]
        number[paid] += 1
        assert (body["number"], body["left"]) == (number[paid], left[paid])


def test_the_calendar_of_a_payment_is_in_the_campaigns_event(season: Town) -> None:
    applied = from_wire(CampaignApplied, season.told("campaign_applied")[-1])
    pay_by = {each.last_on: each.pay_by for each in applied.periods}

    assert applied.rules.issuer_code == ISSUER
    assert applied.rules.name == RULES.name
    for body in season.told("redemption_completed"):
        assert date.fromisoformat(body["period_last_on"]) in pay_by
    for body in season.told("period_sealed"):
        sealed = from_wire(PeriodSealed, body)
        assert pay_by[sealed.last_on] == sealed.pay_by
