from datetime import date

import pytest

from services.auth.domain.recruiting import Recruiting

TWO = Recruiting(
    first_on=date(2026, 4, 17), deadlines=[date(2026, 4, 30), date(2026, 5, 18)]
)


@pytest.mark.parametrize(
    ("day", "window"),
    [
        (date(2026, 4, 16), None),
        (date(2026, 4, 17), 1),
        (date(2026, 4, 30), 1),
        (date(2026, 5, 1), 2),
        (date(2026, 5, 18), 2),
        (date(2026, 5, 19), None),
    ],
)
def test_an_application_belongs_to_the_window_in_whose_days_it_came(
    day: date, window: int | None
) -> None:
    assert TWO.window(day) == window
    assert TWO.is_open(day) == (window is not None)


def test_without_deadlines_shops_may_apply_on_any_day() -> None:
    always = Recruiting()

    assert always.is_open(date(2026, 1, 1))
    assert always.window(date(2026, 1, 1)) is None
