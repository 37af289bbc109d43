"""Rules that make no sense are refused, each with its reason."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machiken.contracts.redemption import (
    AmountBeyondLimit,
    AmountOffUnit,
    BankDaysUnknown,
    CampaignRulesClash,
    TooEarly,
    TooLate,
)
from machiken.money import Yen
from machiken.refusals import Refusal
from services.redemption.domain.campaign import (
    periods,
    refuse_amount,
    refuse_nonsense,
    refuse_outside_window,
)
from tests.redemption.town import RULES

JULY: date = date(2026, 7, 31)
AUGUST: date = date(2026, 8, 31)


def test_the_manuals_rules_make_sense() -> None:
    refuse_nonsense(RULES)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"issuer_code": "KNM20260"}, "issuer_code: 9 of A-Z 0-9"),
        ({"issuer_code": "KNM20260１"}, "issuer_code: 9 of A-Z 0-9"),
        ({"voucher_prefix": "K"}, "voucher_prefix: 2 of base32"),
        ({"voucher_prefix": "KO"}, "voucher_prefix: 2 of base32"),
        ({"name": "　"}, "name: empty"),
        ({"face_value": Yen(0)}, "face_value: not positive"),
        ({"unit": Yen(-1)}, "unit: not positive"),
        ({"limit": Yen(999)}, "limit: below the face value"),
        ({"vouchers_max": 0}, "vouchers_max: 1 to 1000"),
        ({"vouchers_max": 1001}, "vouchers_max: 1 to 1000"),
        ({"use_first_on": date(2026, 11, 1)}, "use: ends before it begins"),
        ({"redeem_first_on": date(2026, 12, 1)}, "redeem: ends before it begins"),
        ({"use_last_on": date(2026, 12, 1)}, "use: ends after redemption"),
        ({"closings": (AUGUST, JULY)}, "closings: not in order"),
        ({"closings": (JULY, JULY)}, "closings: not in order"),
        ({"closings": (JULY,)}, "closings: last not redeem_last_on"),
        (
            {"closings": (date(2026, 6, 23), RULES.redeem_last_on)},
            "closings: before redeem_first_on",
        ),
        ({"limit": Yen(2**31)}, "limit: above 1,000,000,000円"),
    ],
)
def test_nonsense_is_refused(changes: dict[str, Any], why: str) -> None:
    with pytest.raises(CampaignRulesClash) as refused:
        refuse_nonsense(replace(RULES, **changes))

    assert refused.value.facts == {"why": why}


def test_own_closings_replace_the_half_months() -> None:
    months = (date(2026, 7, 31), date(2026, 9, 30), RULES.redeem_last_on)
    rules = replace(RULES, closings=months)
    refuse_nonsense(rules)

    assert [(each.first_on, each.last_on) for each in periods(rules)] == [
        (date(2026, 6, 24), date(2026, 7, 31)),
        (date(2026, 8, 1), date(2026, 9, 30)),
        (date(2026, 10, 1), date(2026, 11, 30)),
    ]


def test_a_campaign_of_one_day_has_one_half_month() -> None:
    day = date(2026, 8, 14)
    rules = replace(RULES, redeem_first_on=day, redeem_last_on=day)
    (only,) = periods(rules)

    assert (only.first_on, only.last_on) == (day, day)


def test_a_campaign_beyond_the_known_holidays_is_refused() -> None:
    with pytest.raises(BankDaysUnknown):
        periods(replace(RULES, redeem_last_on=date(2027, 12, 31)))


@given(st.integers(1, 1000))
def test_every_multiple_up_to_the_limit_may_be_asked_for(thousands: int) -> None:
    amount = Yen(thousands * 1_000)

    assert _refused(amount) is (AmountBeyondLimit if thousands > 100 else None)


@pytest.mark.parametrize("yen", [-1_000, -1, 0, 1, 999, 1_001, 100_001])
def test_an_amount_off_the_unit_is_refused(yen: int) -> None:
    assert _refused(Yen(yen)) is AmountOffUnit


@pytest.mark.parametrize("yen", [101_000, 10**30])
def test_an_amount_beyond_the_limit_is_refused(yen: int) -> None:
    assert _refused(Yen(yen)) is AmountBeyondLimit


def test_the_window_includes_both_its_ends() -> None:
    a_day = timedelta(days=1)
    refuse_outside_window(RULES, RULES.redeem_first_on)
    refuse_outside_window(RULES, RULES.redeem_last_on)

    with pytest.raises(TooEarly):
        refuse_outside_window(RULES, RULES.redeem_first_on - a_day)
    with pytest.raises(TooLate):
        refuse_outside_window(RULES, RULES.redeem_last_on + a_day)


def _refused(amount: Yen) -> type[Refusal] | None:
    try:
        refuse_amount(RULES, amount)
    except Refusal as refusal:
        return type(refusal)
    return None
