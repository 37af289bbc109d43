"""On which days banks are open: not on weekends, holidays and from 12/31 to 1/3."""

from datetime import date
from typing import Final

import jpholiday

_SATURDAY: Final = 5
_YEARS_END: Final = frozenset({(12, 31), (1, 1), (1, 2), (1, 3)})


def is_bank_day(day: date) -> bool:
    """Return whether banks are open on `day` (銀行法施行令5条1項)."""
    rests = day.weekday() >= _SATURDAY or (day.month, day.day) in _YEARS_END
    return not rests and not jpholiday.is_holiday(day)
