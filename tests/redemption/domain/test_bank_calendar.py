"""The bank calendar knows until when it knows, and takes whole years only."""

from datetime import date, timedelta

import jpholiday
import pytest

from machiken.contracts.redemption import BankDaysUnknown, Holiday, HolidaysClash
from services.redemption.domain.bank_calendar import (
    SHIPPED,
    BankCalendar,
    whole_years,
)


def year_of(year: int, *, without: int = 0) -> list[Holiday]:
    """Return a year of holidays, as somebody may have published it."""
    found = jpholiday.year_holidays(year)
    return [Holiday(on=day, name=name) for day, name in found][without:]


def with_years(*years: int) -> BankCalendar:
    return BankCalendar(
        added={year: frozenset(each.on for each in year_of(year)) for year in years}
    )


def test_the_horizon_is_the_end_of_the_last_year_known_without_a_gap() -> None:
    assert SHIPPED.known_until == date(2027, 12, 31)
    assert with_years(2028).known_until == date(2028, 12, 31)
    assert with_years(2028, 2029).known_until == date(2029, 12, 31)
    assert with_years(2029).known_until == date(2027, 12, 31)


def test_beyond_the_horizon_nobody_says_whether_banks_are_open() -> None:
    with pytest.raises(BankDaysUnknown) as refused:
        SHIPPED.is_open(date(2028, 1, 4))
    assert refused.value.facts == {"horizon": "2027-12-31"}
    assert with_years(2028).is_open(date(2028, 1, 4))


def test_an_added_year_takes_the_place_of_a_shipped_one() -> None:
    moved = frozenset({date(2026, 1, 1), date(2026, 7, 2)})
    calendar = BankCalendar(added={2026: moved})

    assert SHIPPED.is_open(date(2026, 7, 2))
    assert not calendar.is_open(date(2026, 7, 2))
    assert calendar.is_open(date(2026, 7, 20)), "no 海の日 in this one"
    assert not calendar.is_open(date(2026, 12, 31)), "banks rest by another law"


def test_whole_years_that_join_what_is_known_are_taken() -> None:
    years = whole_years(SHIPPED, [*year_of(2029), *year_of(2028)])

    assert [*years] == [2028, 2029]
    assert len(years[2028]) == len(year_of(2028))


@pytest.mark.parametrize(
    ("holidays", "why"),
    [
        ([], "1 to 30 years, not 0"),
        (year_of(2029), "2029: holidays are known until 2027 only"),
        ([*year_of(2028), *year_of(2030)], "2030: holidays are known until 2028 only"),
        (year_of(2028, without=1), "2028: not a whole year"),
        (year_of(2028)[:5], "2028: not a whole year (5 days)"),
        ([*year_of(2028), *year_of(2028)[:1]], "2028: a day twice"),
    ],
)
def test_a_half_year_or_a_gap_is_refused(holidays: list[Holiday], why: str) -> None:
    with pytest.raises(HolidaysClash) as refused:
        whole_years(SHIPPED, holidays)
    assert refused.value.facts["why"].startswith(why)


def test_the_last_days_of_all_are_no_trap() -> None:
    for day in (date.max, date.max - timedelta(days=1)):
        with pytest.raises(BankDaysUnknown):
            SHIPPED.is_open(day)
