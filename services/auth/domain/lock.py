"""The manual's lock: 5 failures within a minute, then 10 minutes rest (S-LOGIN-2)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

FAILURES_MAX: Final = 5
WITHIN: Final = timedelta(minutes=1)
LOCKED_FOR: Final = timedelta(minutes=10)
REMEMBERED: Final = WITHIN + LOCKED_FOR
"""How far back a failure can still matter."""


def locked_until(failures: Sequence[datetime], at: datetime) -> datetime | None:
    """Return when the account may be tried again, or None where it may be now.

    `failures` are the moments of failed tries, oldest first.
    """
    runs = zip(failures, failures[FAILURES_MAX - 1 :], strict=False)
    ends = [last + LOCKED_FOR for first, last in runs if last - first <= WITHIN]
    until = max(ends, default=at)
    return until if until > at else None
