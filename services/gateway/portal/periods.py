"""The periods that a clerk most often wants: a day, a month, a half-month."""

from datetime import date, timedelta
from typing import Final

PRESETS: Final = {
    "today": "今日",
    "yesterday": "昨日",
    "this_month": "今月",
    "last_month": "前月",
    "this_half": "今の締め期間",
    "last_half": "前の締め期間",
}
_MIDDLE: Final = 15


def preset(name: str, today: date) -> tuple[date, date] | None:
    """Return the first and last day of a preset, or None where there is none."""
    yesterday = today - timedelta(days=1)
    month_before = today.replace(day=1) - timedelta(days=1)
    half_before = _half_of(today)[0] - timedelta(days=1)
    periods = {
        "today": (today, today),
        "yesterday": (yesterday, yesterday),
        "this_month": (today.replace(day=1), today),
        "last_month": (month_before.replace(day=1), month_before),
        "this_half": (_half_of(today)[0], today),
        "last_half": _half_of(half_before),
    }
    return periods.get(name)


def _half_of(day: date) -> tuple[date, date]:
    """Return the half-month around `day`: until the 15th or the month's last day."""
    if day.day <= _MIDDLE:
        return day.replace(day=1), day.replace(day=_MIDDLE)
    next_month = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return day.replace(day=_MIDDLE + 1), next_month - timedelta(days=1)
