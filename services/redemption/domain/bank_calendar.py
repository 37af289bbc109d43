"""On which days banks are open, and until when anybody can know it.

Banks rest on Saturdays, Sundays, national holidays and from 12/31 to 1/3 (銀行法施行令
5条1項). Holidays are law, published about a year ahead: beyond the horizon the
calendar asks instead of guessing. `jpholiday` gives the years up to `SHIPPED_UNTIL`;
the operator adds later ones.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

import jpholiday

from machiken.contracts.redemption import BankDaysUnknown, Holiday, HolidaysClash

SHIPPED_UNTIL: Final = date(2027, 12, 31)
"""The last day of the years for which the Cabinet Office had published holidays."""
YEAR_HOLIDAYS_MIN: Final = 12
"""A year with fewer is surely not all of it: the law names 16."""
ADDED_YEARS_MAX: Final = 30

_SATURDAY: Final = 5
_YEARS_END: Final = frozenset({(12, 31), (1, 1), (1, 2), (1, 3)})


@dataclass(frozen=True, slots=True, kw_only=True)
class BankCalendar:
    """The years that are known: the shipped ones, and `added` ones in their place."""

    added: Mapping[int, frozenset[date]] = field(default_factory=dict)

    @property
    def known_until(self) -> date:
        """Return the last day of the last year known without a gap."""
        year = SHIPPED_UNTIL.year
        while year + 1 in self.added:
            year += 1
        return date(year, 12, 31)

    def is_open(self, day: date) -> bool:
        """Return whether banks are open on `day`. Raises `BankDaysUnknown`."""
        self.refuse_beyond(day)
        rests = day.weekday() >= _SATURDAY or (day.month, day.day) in _YEARS_END
        return not rests and not self._is_holiday(day)

    def refuse_beyond(self, day: date) -> None:
        """Do nothing up to the horizon. Raises `BankDaysUnknown`."""
        if day > self.known_until:
            raise BankDaysUnknown(horizon=self.known_until.isoformat())

    def _is_holiday(self, day: date) -> bool:
        own = self.added.get(day.year)
        return day in own if own is not None else jpholiday.is_holiday(day)


SHIPPED: Final = BankCalendar()


def whole_years(
    known: BankCalendar, holidays: Iterable[Holiday]
) -> dict[int, list[Holiday]]:
    """Return the holidays by year. Raises `HolidaysClash` with what is wrong.

    A year must be whole, as far as anybody can tell, and join what is known.
    """
    years: dict[int, list[Holiday]] = {}
    for each in sorted(holidays, key=lambda holiday: holiday.on):
        years.setdefault(each.on.year, []).append(each)
    if not 0 < len(years) <= ADDED_YEARS_MAX:
        raise HolidaysClash(why=f"1 to {ADDED_YEARS_MAX} years, not {len(years)}")
    reached = known.known_until.year
    for year, days in years.items():
        _refuse_half(year, [each.on for each in days])
        if year > reached + 1:
            raise HolidaysClash(why=f"{year}: holidays are known until {reached} only")
        reached = max(reached, year)
    return years


def _refuse_half(year: int, days: list[date]) -> None:
    if date(year, 1, 1) not in days or len(days) < YEAR_HOLIDAYS_MIN:
        raise HolidaysClash(why=f"{year}: not a whole year ({len(days)} days)")
    if len(set(days)) != len(days):
        raise HolidaysClash(why=f"{year}: a day twice")
