"""Closings (締め) and pay days, by the rules of the manual (S-CAL-5, S-CAL-7).

On which days banks are open says the `bank_calendar`.
"""

import calendar
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, assert_never

from machiken.contracts.redemption import CampaignRules, PayRoll
from services.redemption.domain.bank_calendar import SHIPPED, BankCalendar

_MID_MONTH: Final = 15
_DAY_BEFORE_LAST: Final = date.max - timedelta(days=1)


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


def paid_by(
    rules: CampaignRules, closed_on: date, bank: BankCalendar = SHIPPED
) -> date:
    """Return the day by which what was closed on `closed_on` is paid, by the rules.

    Raises `BankDaysUnknown` beyond the known holidays.
    """
    match rules.pay_roll:
        case PayRoll.PREVIOUS:
            return pay_by(closed_on, bank)
        case PayRoll.NEXT:
            return _bank_day_from(_next_half_month_end(closed_on, bank), bank)
        case PayRoll.MODIFIED_FOLLOWING:
            return _modified_following(closed_on, bank)
        case PayRoll.DAYS_AFTER:
            return _bank_day_from(
                closed_on + timedelta(days=rules.pay_after_days), bank
            )
        case _:
            assert_never(rules.pay_roll)


def pay_by(closed_on: date, bank: BankCalendar = SHIPPED) -> date:
    """Return the day by which what was closed on `closed_on` is paid.

    The next 15th or month end after it, or the bank day before that (S-CAL-7). Where
    the banks rest from the closing until then, it is the 15th or month end after that.
    Raises `BankDaysUnknown` beyond the known holidays.
    """
    day = closed_on
    while True:
        day = _next_half_month_end(day, bank)
        paid_on = _bank_day_until(day, bank)
        if paid_on > closed_on:
            return paid_on


def _modified_following(closed_on: date, bank: BankCalendar) -> date:
    day = _next_half_month_end(closed_on, bank)
    following = _bank_day_from(day, bank)
    if following.month == day.month:
        return following
    before = _bank_day_until(day, bank)
    return before if before > closed_on else following


def _next_half_month_end(day: date, bank: BankCalendar) -> date:
    bank.refuse_beyond(min(day, _DAY_BEFORE_LAST) + timedelta(days=1))
    return _half_month_end(day + timedelta(days=1))


def _bank_day_until(day: date, bank: BankCalendar) -> date:
    while not bank.is_open(day):
        day -= timedelta(days=1)
    return day


def _bank_day_from(day: date, bank: BankCalendar) -> date:
    while not bank.is_open(day):
        day += timedelta(days=1)
    return day


def _half_month_end(day: date) -> date:
    if day.day <= _MID_MONTH:
        return day.replace(day=_MID_MONTH)
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
