"""The town's calendar: which day a moment falls on, and where a day begins and ends."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

TOWN_TIME = ZoneInfo("Asia/Tokyo")


def town_day(at: datetime) -> date:
    """Return the calendar day in town on which the moment `at` falls."""
    return at.astimezone(TOWN_TIME).date()


def first_moment(day: date) -> datetime:
    """Return the moment at which `day` begins in town, in UTC."""
    return datetime.combine(day, time.min, TOWN_TIME).astimezone(UTC)


def moment_after(day: date) -> datetime:
    """Return the first moment that no longer belongs to `day` in town, in UTC."""
    return first_moment(day + timedelta(days=1))
