"""Pay days beyond the known holidays are refused until the operator adds the year."""

from datetime import date
from typing import Any

from machiken.contracts.redemption import (
    ApplyHolidays,
    BankDaysUnknown,
    Holiday,
    HolidaysClash,
    HolidaysView,
)
from services.redemption.usecases.apply_holidays import apply_holidays, show_holidays
from tests.redemption.domain.test_bank_calendar import year_of
from tests.redemption.refusing import refusing
from tests.redemption.town import A_NOON, OPERATOR, Town

INTO_2028: dict[str, Any] = {
    "use_last_on": date(2028, 1, 31),
    "redeem_last_on": date(2028, 2, 15),
}


def add(town: Town, holidays: list[Holiday]) -> HolidaysView:
    with town.db.begin() as tx:
        return apply_holidays(tx, ApplyHolidays(holidays=tuple(holidays)), OPERATOR)


def test_a_campaign_beyond_the_horizon_waits_for_the_year(empty_town: Town) -> None:
    empty_town.set_clock(A_NOON)
    with refusing(empty_town, BankDaysUnknown) as refused:
        empty_town.apply(**INTO_2028)
    assert refused.facts["horizon"] == "2027-12-31"

    view = add(empty_town, year_of(2028))
    assert (view.known_until, view.added_years) == (date(2028, 12, 31), (2028,))
    last = empty_town.apply(**INTO_2028).periods[-1]
    assert (last.last_on, last.pay_by) == (date(2028, 2, 15), date(2028, 2, 29))


def test_the_same_year_twice_is_once(town: Town) -> None:
    add(town, year_of(2028))
    before = town.everything()

    assert add(town, year_of(2028)).added_years == (2028,)
    assert town.everything() == before


def test_what_is_no_whole_year_changes_nothing(town: Town) -> None:
    with refusing(town, HolidaysClash):
        add(town, year_of(2028) + year_of(2030))


def test_until_when_is_told_to_whoever_asks(town: Town) -> None:
    with town.db.begin() as tx:
        assert show_holidays(tx) == HolidaysView(
            known_until=date(2027, 12, 31), added_years=()
        )


def test_a_promised_pay_day_stays_until_the_campaign_is_applied_anew(
    town: Town,
) -> None:
    def pay_by() -> date:
        periods = town.apply(name="新しい名前").periods
        return next(p.pay_by for p in periods if p.last_on == date(2026, 6, 30))

    add(town, [*year_of(2026), Holiday(on=date(2026, 7, 15), name="町の日")])
    kept = town.one("select pay_by from period where last_on = '2026-06-30'")

    assert kept == date(2026, 7, 15)
    assert pay_by() == date(2026, 7, 14)
