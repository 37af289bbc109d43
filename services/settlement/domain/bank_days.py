"""On which days banks are open: not on weekends, holidays and from 12/31 to 1/3.

Holidays are law, published about a year ahead. Nobody can know them beyond, but
redemption may have been told: its calendar takes what the operator adds, and the pay
days that it promises come from there.
"""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Final

import jpholiday

KNOWN_UNTIL: Final = date(2027, 12, 31)
"""The last day of the years for which the Cabinet Office had published holidays."""

AHEAD_MAX: Final = timedelta(days=330)
"""The file names its day without the year, so it must be the next such day."""

_SATURDAY: Final = 5
_YEARS_END: Final = frozenset({(12, 31), (1, 1), (1, 2), (1, 3)})


def may_pay_on(day: date, promised: Collection[date]) -> bool:
    """Return whether banks are known to be open on `day`, or it is a promised one."""
    return day in promised or (day <= KNOWN_UNTIL and _is_open(day))


def _is_open(day: date) -> bool:
    """Return whether banks are open on `day` (銀行法施行令5条1項)."""
    rests = day.weekday() >= _SATURDAY or (day.month, day.day) in _YEARS_END
    return not rests and not jpholiday.is_holiday(day)
