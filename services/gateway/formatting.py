"""How days, moments and amounts are written for people: in the town's time and words.

The gateway's own clock decides nothing; it only proposes days in forms.
"""

from datetime import date, datetime, timedelta
from typing import Final

from machiken.money import Yen
from machiken.town_time import TOWN_TIME

_WEEKDAYS: Final = "月火水木金土日"


def today() -> date:
    """Return the calendar day in town."""
    return datetime.now(TOWN_TIME).date()


def day(value: date) -> str:
    """Return a day as people write it: 6月24日（水）."""
    return f"{value.month}月{value.day}日（{_WEEKDAYS[value.weekday()]}）"


def full_day(value: date) -> str:
    """Return a day with its year: 2026年6月24日（水）."""
    return f"{value.year}年{day(value)}"


def moment(at: datetime) -> str:
    """Return a moment in town time, without its year: 6月24日 14:03."""
    here = at.astimezone(TOWN_TIME)
    return f"{here.month}月{here.day}日 {here:%H:%M}"


def full_moment(at: datetime) -> str:
    """Return a moment to the second, as on a receipt: 2026年6月24日 14:03:22."""
    here = at.astimezone(TOWN_TIME)
    return f"{here.year}年{here.month}月{here.day}日 {here:%H:%M:%S}"


def town_day(at: datetime) -> str:
    """Return the day of a moment in town, with its year."""
    return full_day(at.astimezone(TOWN_TIME).date())


def last_day(refundable_before: datetime) -> date:
    """Return the last day before a moment that itself no longer counts."""
    return (refundable_before - timedelta(microseconds=1)).astimezone(TOWN_TIME).date()


def number(amount: Yen) -> str:
    """Return an amount without its unit: 12,500."""
    return f"{amount.amount:,}"


def grouped(code: str) -> str:
    """Return a long number in groups of which the eye keeps its place."""
    if len(code) != _PAYMENT_NO_CHARS:
        return code
    return " ".join((code[:9], code[9:12], code[12:20], code[20:]))


def size(size_bytes: int) -> str:
    """Return a file's size in the unit that people expect."""
    if size_bytes < _KILOBYTE:
        return f"{size_bytes:,}バイト"
    if size_bytes < _KILOBYTE * _KILOBYTE:
        return f"{size_bytes / _KILOBYTE:,.1f}KB"
    return f"{size_bytes / _KILOBYTE / _KILOBYTE:,.1f}MB"


FILTERS: Final = {
    "day": day,
    "full_day": full_day,
    "moment": moment,
    "full_moment": full_moment,
    "last_day": last_day,
    "town_day": town_day,
    "number": number,
    "grouped": grouped,
    "size": size,
}

_PAYMENT_NO_CHARS: Final = 34
_KILOBYTE: Final = 1024
