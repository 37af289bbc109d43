"""The calendar: the manual's own days, and no day that is nobody's."""

from datetime import date, timedelta
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machiken.contracts.redemption import BankDaysUnknown
from services.redemption.domain import pay_days
from services.redemption.domain.bank_calendar import SHIPPED

MANUAL: Final = {  # S-CAL-6
    date(2026, 6, 30): date(2026, 7, 15),
    date(2026, 7, 15): date(2026, 7, 31),
    date(2026, 7, 31): date(2026, 8, 14),
    date(2026, 8, 15): date(2026, 8, 31),
    date(2026, 8, 31): date(2026, 9, 15),
    date(2026, 9, 15): date(2026, 9, 30),
    date(2026, 9, 30): date(2026, 10, 15),
    date(2026, 10, 15): date(2026, 10, 30),
    date(2026, 10, 31): date(2026, 11, 13),
    date(2026, 11, 15): date(2026, 11, 30),
    date(2026, 11, 30): date(2026, 12, 15),
}
HORIZON: Final = SHIPPED.known_until
days = st.dates(date(2020, 1, 1), date(2027, 11, 30))


def test_the_manuals_eleven_closings_come_out() -> None:
    assert pay_days.closings(date(2026, 6, 24), date(2026, 11, 30)) == list(MANUAL)


@pytest.mark.parametrize(("closed_on", "paid_by"), MANUAL.items())
def test_the_manuals_pay_days_come_out(closed_on: date, paid_by: date) -> None:
    assert pay_days.pay_by(closed_on) == paid_by


@given(days, days)
def test_every_day_of_redemption_lies_in_exactly_one_half_month(
    one: date, other: date
) -> None:
    first_on, last_on = sorted([one, other])
    ends = pay_days.closings(first_on, last_on)
    halves = list(pay_days.half_months(first_on, ends))
    covered = [day for half in halves for day in _days(*half)]

    assert covered == list(_days(first_on, last_on))
    assert all(len(list(_days(*half))) <= 16 for half in halves)
    assert all(_ends_a_half_month(end) for end in ends[:-1])


@given(days)
def test_what_is_closed_is_paid_later_and_on_a_bank_day(closed_on: date) -> None:
    paid_by = pay_days.pay_by(closed_on)

    assert paid_by > closed_on
    assert SHIPPED.is_open(paid_by)
    assert (paid_by - closed_on).days <= 31


@given(days)
def test_a_later_closing_is_never_paid_earlier(closed_on: date) -> None:
    next_day = closed_on + timedelta(days=1)

    assert pay_days.pay_by(closed_on) <= pay_days.pay_by(next_day)


@pytest.mark.parametrize("closed_on", [date(2026, 8, 14), date(2026, 11, 14)])
def test_a_closing_on_the_eve_of_a_resting_15th_is_paid_at_the_months_end(
    closed_on: date,
) -> None:
    assert pay_days.pay_by(closed_on).day in {30, 31}


def test_the_new_year_is_paid_before_the_banks_rest() -> None:
    assert pay_days.pay_by(date(2026, 12, 15)) == date(2026, 12, 30)
    assert not SHIPPED.is_open(date(2027, 1, 3))
    assert SHIPPED.is_open(date(2027, 1, 4))


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 7, 20),  # 海の日
        date(2026, 9, 22),  # between two holidays, so a holiday itself
        date(2026, 12, 31),
        date(2027, 1, 1),
        date(2026, 8, 15),  # a Saturday
        date(2026, 11, 15),  # a Sunday
    ],
)
def test_banks_rest_on(day: date) -> None:
    assert not SHIPPED.is_open(day)


@pytest.mark.parametrize("closed_on", [HORIZON, date(2028, 1, 1), date.max])
def test_beyond_the_known_holidays_nobody_guesses(closed_on: date) -> None:
    with pytest.raises(BankDaysUnknown) as refused:
        pay_days.pay_by(closed_on)

    assert refused.value.facts == {"horizon": HORIZON.isoformat()}


def test_the_last_pay_day_within_the_known_holidays_is_found() -> None:
    assert pay_days.pay_by(date(2027, 12, 15)) == date(2027, 12, 30)


def _days(first_on: date, last_on: date) -> list[date]:
    count = (last_on - first_on).days + 1
    return [first_on + timedelta(days=each) for each in range(count)]


def _ends_a_half_month(day: date) -> bool:
    return day.day == 15 or (day + timedelta(days=1)).day == 1
