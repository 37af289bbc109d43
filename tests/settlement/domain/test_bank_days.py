"""A payout goes on a day that banks are known to be open, or that was promised."""

from datetime import date, timedelta

import pytest

from services.settlement.domain.bank_days import KNOWN_UNTIL, may_pay_on


@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        (date(2026, 7, 15), True),
        (date(2026, 8, 15), False),  # Saturday
        (date(2026, 8, 11), False),  # 山の日
        (date(2026, 12, 31), False),
        (date(2027, 1, 4), True),
    ],
)
def test_banks_rest_on_weekends_holidays_and_at_the_years_end(
    day: date, *, is_open: bool
) -> None:
    assert may_pay_on(day, ()) is is_open


def test_beyond_the_published_holidays_only_what_was_promised_holds() -> None:
    monday = KNOWN_UNTIL + timedelta(days=10)
    assert monday.isoweekday() == 1

    assert not may_pay_on(monday, ())
    assert may_pay_on(monday, {monday})
