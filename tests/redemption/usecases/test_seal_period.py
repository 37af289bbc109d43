"""A half-month is sealed at its cut-off: nothing comes in or goes out after it."""

from datetime import date, timedelta

import pytest

from machiken.contracts.redemption import (
    CampaignRulesClash,
    RefundTooLate,
    TooLate,
)
from machiken.town_time import moment_after
from services.redemption.domain.campaign import periods
from tests.redemption.refusing import refusing
from tests.redemption.till import Till
from tests.redemption.town import RULES, Town, moment

CUT_OFF = date(2026, 7, 15)
MIDNIGHT = moment_after(CUT_OFF)
CUT_OFFS = [each.last_on for each in periods(RULES)]


def sealed(town: Town) -> list[str]:
    """Let the worker seal what there is to seal; return their last days as told."""
    while town.work("seal"):
        pass
    return [each["last_on"] for each in town.told("period_sealed")]


def test_nothing_is_sealed_before_midnight_and_one_half_month_after_it(
    town: Town,
) -> None:
    town.set_clock(moment(CUT_OFF, "23:59:50"))
    assert sealed(town) == ["2026-06-30"]
    town.set_clock(MIDNIGHT)

    assert sealed(town) == ["2026-06-30", "2026-07-15"]
    assert town.verified().differences == ()


def test_a_late_start_seals_all_that_is_over_in_order(town: Town) -> None:
    town.set_clock(moment_after(RULES.redeem_last_on))

    assert sealed(town) == [str(day) for day in CUT_OFFS]
    assert town.verified().differences == ()


def test_a_second_run_changes_nothing(town: Town) -> None:
    sealed(town)
    before = town.everything()

    assert town.work("seal") == 0
    assert town.everything() == before


def test_the_seal_tells_counts_and_sums_of_each_merchant(
    bakery: Till, bookshop: Till
) -> None:
    town = bakery.town
    codes = town.sold(6)
    bakery.pay(*codes[:2])
    bakery.refund(bakery.pay(codes[2]))
    bookshop.pay(*codes[3:])
    town.set_clock(MIDNIGHT)
    sealed(town)

    june, july = town.told("period_sealed")
    assert june["merchants"] == []
    assert (july["first_on"], july["pay_by"]) == ("2026-07-01", "2026-07-31")
    assert july["merchants"] == [
        {
            "merchant_id": str(till.actor.merchant_id),
            "merchant_code": till.actor.merchant_code,
            "payments": payments,
            "paid": paid,
            "refunds": refunds,
            "refunded": refunded,
        }
        for till, payments, paid, refunds, refunded in (
            (bakery, 2, 3_000, 1, 1_000),
            (bookshop, 1, 3_000, 0, 0),
        )
    ]
    assert town.verified().differences == ()


def test_after_the_seal_a_refund_is_refused_even_if_the_clock_goes_back(
    bakery: Till,
) -> None:
    town = bakery.town
    paid, code = bakery.pay(*town.sold(1)), town.sold(1)[0]
    town.set_clock(MIDNIGHT)
    sealed(town)
    town.set_clock(MIDNIGHT - timedelta(hours=1))

    with refusing(town, RefundTooLate):
        bakery.refund(paid)
    with refusing(town, TooLate):
        bakery.pay(code)


def test_the_next_half_month_is_open_at_once(bakery: Till) -> None:
    (code,) = bakery.town.sold(1)
    bakery.town.set_clock(MIDNIGHT)
    sealed(bakery.town)

    assert bakery.pay(code).refundable_before == moment_after(date(2026, 7, 31))


def test_after_the_last_cut_off_nothing_can_be_redeemed(bakery: Till) -> None:
    (code,) = bakery.town.sold(1)
    bakery.town.set_clock(moment_after(RULES.redeem_last_on))
    sealed(bakery.town)

    with refusing(bakery.town, TooLate):
        bakery.pay(code)


def test_what_was_sealed_keeps_its_days(town: Town) -> None:
    sealed(town)

    with refusing(town, CampaignRulesClash):
        town.apply(redeem_first_on=date(2026, 6, 25), use_first_on=date(2026, 6, 25))


@pytest.mark.parametrize("closings", [(date(2026, 7, 15), RULES.redeem_last_on)])
def test_a_sealed_half_month_is_not_merged_with_its_neighbour(
    town: Town, closings: tuple[date, ...]
) -> None:
    sealed(town)

    with refusing(town, CampaignRulesClash):
        town.apply(closings=closings)
