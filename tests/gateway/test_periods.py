from datetime import date

import pytest

from services.gateway.portal.periods import preset


@pytest.mark.parametrize(
    ("name", "first_on", "last_on"),
    [
        ("today", date(2026, 3, 1), date(2026, 3, 1)),
        ("yesterday", date(2026, 2, 28), date(2026, 2, 28)),
        ("this_month", date(2026, 3, 1), date(2026, 3, 1)),
        ("last_month", date(2026, 2, 1), date(2026, 2, 28)),
        ("this_half", date(2026, 3, 1), date(2026, 3, 1)),
        ("last_half", date(2026, 2, 16), date(2026, 2, 28)),
    ],
)
def test_the_first_of_a_month_has_these_periods(
    name: str, first_on: date, last_on: date
) -> None:
    assert preset(name, date(2026, 3, 1)) == (first_on, last_on)


def test_the_sixteenth_follows_the_half_that_ends_on_the_fifteenth() -> None:
    sixteenth = date(2026, 6, 16)

    assert preset("this_half", sixteenth) == (sixteenth, sixteenth)
    assert preset("last_half", sixteenth) == (date(2026, 6, 1), date(2026, 6, 15))


def test_a_name_that_is_none_gives_no_period() -> None:
    assert preset("", date(2026, 3, 1)) is None
