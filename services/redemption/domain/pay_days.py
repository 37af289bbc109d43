"""Closings (締め) and pay days, by the rules of the manual (S-CAL-5, S-CAL-7).

Banks rest on Saturdays, Sundays, national holidays and from 12/31 to 1/3 (銀行法施行令
5条1項). Holidays are law, published about a year ahead: beyond the horizon the
calendar does not guess.
"""

import calendar
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, assert_never

import jpholiday

from machiken.contracts.redemption import BankDaysUnknown, CampaignRules, PayRoll

HOLIDAYS_KNOWN_UNTIL: Final = date(2027, 12, 31)
"""The last day of the years for which the Cabinet Office has published holidays."""

_SATURDAY: Final = 5
_MID_MONTH: Final = 15


def closings(first_on: date, last_on: date) -> list[date]:
    """Return the 15ths and month ends from `first_on` on; the last is `last_on`."""
    days = []
    day = _half_month_end(first_on)
    while day < last_on:
        days.append(day)
        day = _half_month_end(day + timedelta(days=1))
    return [*days, last_on]


def half_months(first_on: date, ends: list[date]) -> Iterator[tuple[date, date]]:
    """Return (first day, last day) of each period, without gap or overlap."""
    for last_on in ends:
        yield first_on, last_on
        first_on = last_on + timedelta(days=1)


def paid_by(rules: CampaignRules, closed_on: date) -> date:
    """Return the day by which what was closed on `closed_on` is paid, by the rules.

    Raises `BankDaysUnknown` beyond the known holidays.
    """
    match rules.pay_roll:
        case PayRoll.PREVIOUS:
            return pay_by(closed_on)
        case PayRoll.NEXT:
            return _bank_day_from(_next_half_month_end(closed_on))
        case PayRoll.DAYS_AFTER:
            return _bank_day_from(closed_on + timedelta(days=rules.pay_after_days))
        case _:
            assert_never(rules.pay_roll)


def pay_by(closed_on: date) -> date:
    """Return the day by which what was closed on `closed_on` is paid.

    The next 15th or month end after it, or the bank day before that (S-CAL-7). Where
    the banks rest from the closing until then, it is the 15th or month end after that.
    Raises `BankDaysUnknown` beyond the known holidays.
    """
    day = closed_on
    while True:
        day = _next_half_month_end(day)
        paid_on = _bank_day_until(day)
        if paid_on > closed_on:
            return paid_on


def is_bank_day(day: date) -> bool:
    """Return whether banks are open on `day`."""
    rests = day.weekday() >= _SATURDAY or (day.month, day.day) in {
        (12, 31),
        (1, 1),
        (1, 2),
        (1, 3),
    }
    return not rests and not jpholiday.is_holiday(day)


def _next_half_month_end(day: date) -> date:
    if day >= HOLIDAYS_KNOWN_UNTIL:
        raise BankDaysUnknown(horizon=HOLIDAYS_KNOWN_UNTIL.isoformat())
    return _half_month_end(day + timedelta(days=1))


def _bank_day_until(day: date) -> date:
    while not is_bank_day(day):
        day -= timedelta(days=1)
    return day


def _bank_day_from(day: date) -> date:
    while not is_bank_day(day):
        day += timedelta(days=1)
    if day > HOLIDAYS_KNOWN_UNTIL:
        raise BankDaysUnknown(horizon=HOLIDAYS_KNOWN_UNTIL.isoformat())
    return day


def _half_month_end(day: date) -> date:
    if day.day <= _MID_MONTH:
        return day.replace(day=_MID_MONTH)
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
