"""When tries at a password have a rest: the manual's lock, and one for the patient.

The manual's: 5 failures within a minute, then 10 minutes (S-LOGIN-2). Whoever waits a
little between his tries never meets it, and would have 5,760 a day. So there are 100 in
24 hours besides; a reset by mail, or who looks after the person, gives them back.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

FAILURES_MAX: Final = 5
WITHIN: Final = timedelta(minutes=1)
LOCKED_FOR: Final = timedelta(minutes=10)
DAILY_MAX: Final = 100
DAY: Final = timedelta(hours=24)
REMEMBERED: Final = DAY
"""How far back a failure can still matter."""


def locked_until(failures: Sequence[datetime], at: datetime) -> datetime | None:
    """Return when the account may be tried again, or None where it may be now.

    `failures` are the moments of failed tries, oldest first.
    """
    runs = zip(failures, failures[FAILURES_MAX - 1 :], strict=False)
    ends = [last + LOCKED_FOR for first, last in runs if last - first <= WITHIN]
    ends += [each + DAY for each in failures[: -DAILY_MAX + 1]]
    until = max(ends, default=at)
    return until if until > at else None


def lately(failures: Sequence[datetime], at: datetime) -> int:
    """Return how many of the failures the manual's lock may still look at."""
    return sum(each > at - WITHIN - LOCKED_FOR for each in failures)
