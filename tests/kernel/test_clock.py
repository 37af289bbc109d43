from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some
from sqlalchemy import text

from machiken import clock, town_time
from machiken.contracts.bus import NotAllowed
from machiken.contracts.verification import MoveClock
from machiken.database import Transactions
from machiken.rehearsal import move_clock
from machiken.settings import Environment

DAYS = some.dates(min_value=date(1990, 1, 1), max_value=date(2200, 1, 1))
A_MOMENT = timedelta(microseconds=1)
PROMPT = timedelta(seconds=5)


def test_the_towns_day_begins_at_midnight_in_town_not_in_greenwich() -> None:
    assert town_time.first_moment(date(2026, 8, 1)) == datetime(
        2026, 7, 31, 15, tzinfo=UTC
    )


@given(DAYS)
def test_the_first_moment_belongs_to_the_day_and_the_one_before_does_not(
    day: date,
) -> None:
    first = town_time.first_moment(day)

    assert town_time.town_day(first) == day
    assert town_time.town_day(first - A_MOMENT) == day - timedelta(days=1)


@given(DAYS)
def test_the_last_moment_belongs_to_the_day_and_the_one_after_does_not(
    day: date,
) -> None:
    after = town_time.moment_after(day)

    assert town_time.town_day(after - A_MOMENT) == day
    assert town_time.town_day(after) == day + timedelta(days=1)


@given(some.datetimes(timezones=some.timezones()))
def test_the_day_in_town_does_not_depend_on_the_zone_it_is_asked_in(
    at: datetime,
) -> None:
    if 1990 <= at.year <= 2200:
        assert town_time.town_day(at) == town_time.town_day(at.astimezone(UTC))


def test_now_is_the_databases_moment_in_utc(kernel_db: Transactions) -> None:
    with kernel_db.begin() as tx:
        at = clock.now(tx)
        theirs = tx.execute(text("select clock_timestamp()")).scalar_one()

    assert at.tzinfo is UTC
    assert abs(theirs - at) < PROMPT


def test_time_goes_on_within_a_transaction(kernel_db: Transactions) -> None:
    with kernel_db.begin() as tx:
        assert clock.now(tx) < clock.now(tx)


@pytest.mark.parametrize("shift", [timedelta(days=40), -timedelta(hours=1)])
def test_a_rehearsal_moves_time_and_moves_it_back(
    kernel_db: Transactions, shift: timedelta
) -> None:
    with kernel_db.begin() as tx:
        clock.move(tx, timedelta(days=400))
        clock.move(tx, shift)
    with kernel_db.begin() as tx:
        moved = clock.now(tx) - datetime.now(UTC)
        clock.move(tx, timedelta(0))
        restored = clock.now(tx) - datetime.now(UTC)

    assert abs(moved - shift) < PROMPT
    assert abs(restored) < PROMPT


def test_sql_and_python_agree_on_the_moved_moment(kernel_db: Transactions) -> None:
    with kernel_db.begin() as tx:
        clock.move(tx, timedelta(days=3))
        by_sql = tx.execute(text(f"select {clock.PRESENT}")).scalar_one()

        assert abs(clock.now(tx) - by_sql) < PROMPT


def test_production_refuses_to_start_on_a_moved_clock(kernel_db: Transactions) -> None:
    with kernel_db.begin() as tx:
        clock.move(tx, timedelta(days=1))

    with kernel_db.begin() as tx, pytest.raises(clock.ClockMoved, match="1 day"):
        clock.refuse_moved(tx)


def test_production_starts_where_time_is_real(kernel_db: Transactions) -> None:
    with kernel_db.begin() as tx:
        clock.refuse_moved(tx)
        clock.move(tx, timedelta(0))
        clock.refuse_moved(tx)


def test_production_moves_no_clock(kernel_db: Transactions) -> None:
    request = MoveClock(shift=timedelta(days=1))

    with kernel_db.begin() as tx, pytest.raises(NotAllowed):
        move_clock(tx, request, Environment.PRODUCTION)
    with kernel_db.begin() as tx:
        clock.refuse_moved(tx)


@pytest.mark.parametrize("environment", [Environment.DEMO, Environment.TEST])
def test_a_rehearsal_is_told_the_shift_in_force(
    kernel_db: Transactions, environment: Environment
) -> None:
    with kernel_db.begin() as tx:
        answer = move_clock(tx, MoveClock(shift=timedelta(days=1)), environment)

        assert answer.shift == timedelta(days=1)
        assert clock.now(tx) - datetime.now(UTC) > timedelta(hours=23)
