from datetime import UTC, datetime, timedelta

from services.auth.domain.lock import lately, locked_until

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


def test_a_hundred_patient_failures_in_a_day_lock_until_one_of_them_is_a_day_old() -> (
    None
):
    failures = _after(*range(0, 100 * 20, 20))  # three a minute: the manual's never
    at = failures[-1]

    assert locked_until(failures[:-1], at) is None
    assert locked_until(failures, at) == NOON + timedelta(hours=24)
    assert locked_until(failures, NOON + timedelta(hours=24)) is None


def test_more_than_a_hundred_lock_until_fewer_are_left() -> None:
    failures = _after(*range(0, 102 * 20, 20))

    assert locked_until(failures, failures[-1]) == failures[2] + timedelta(hours=24)


def test_failures_of_this_morning_are_not_lately() -> None:
    failures = _after(0, 3000, 3600)

    assert lately(failures, _after(3601)[0]) == 2
