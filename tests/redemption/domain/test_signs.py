"""Where the ordinary ends, by the merchant's own habit."""

import pytest

from services.redemption.domain.signs import (
    BURST_OF_USUAL,
    BURST_PAYMENTS_MIN,
    NEWCOMERS_BURST_MIN,
    NIGHT_PAYMENTS_MIN,
    NIGHT_VOUCHERS_MIN,
    USUAL_NIGHTS,
    Night,
    Rush,
    is_burst,
    is_unusual_night,
)


@pytest.mark.parametrize(
    ("payments", "usual", "found"),
    [
        (NEWCOMERS_BURST_MIN - 1, 0, False),
        (NEWCOMERS_BURST_MIN, 0, True),
        (BURST_PAYMENTS_MIN - 1, 1, False),
        (BURST_PAYMENTS_MIN, 1, True),
        (BURST_OF_USUAL * 20, 20, False),
        (BURST_OF_USUAL * 20 + 1, 20, True),
    ],
)
def test_a_burst_is_measured_by_the_busiest_ten_minutes_before(
    payments: int, usual: int, *, found: bool
) -> None:
    assert is_burst(Rush(payments=payments, usual=usual)) is found


@pytest.mark.parametrize(
    ("payments", "vouchers", "nights_before", "found"),
    [
        (NIGHT_PAYMENTS_MIN, 3, 0, True),
        (NIGHT_PAYMENTS_MIN - 1, NIGHT_VOUCHERS_MIN - 1, 0, False),
        (1, NIGHT_VOUCHERS_MIN, USUAL_NIGHTS - 1, True),
        (99, 999, USUAL_NIGHTS, False),
    ],
)
def test_a_night_is_unusual_where_the_shop_is_closed_as_a_rule(
    payments: int, vouchers: int, nights_before: int, *, found: bool
) -> None:
    night = Night(payments=payments, vouchers=vouchers, nights_before=nights_before)

    assert is_unusual_night(night) is found
