from datetime import UTC, datetime, timedelta

from services.auth.domain.lock import locked_until

NOON = datetime(2026, 6, 24, 3, 0, tzinfo=UTC)


def _after(*seconds: float) -> list[datetime]:
    return [NOON + timedelta(seconds=each) for each in seconds]


def test_four_failures_lock_nothing() -> None:
    assert locked_until(_after(0, 1, 2, 3), _after(3)[0]) is None


def test_the_fifth_failure_within_a_minute_locks_for_ten() -> None:
    until = locked_until(_after(0, 1, 2, 3, 60), _after(60)[0])

    assert until == _after(660)[0]


def test_a_fifth_failure_after_the_minute_locks_nothing() -> None:
    assert locked_until(_after(0, 1, 2, 3, 60.001), _after(61)[0]) is None


def test_the_lock_opens_after_ten_minutes_and_not_before() -> None:
    failures = _after(0, 1, 2, 3, 4)

    assert locked_until(failures, _after(603.999)[0]) == _after(604)[0]
    assert locked_until(failures, _after(604)[0]) is None


def test_any_five_in_a_row_lock() -> None:
    assert locked_until(_after(0, 100, 110, 120, 130, 140), _after(141)[0]) is not None
