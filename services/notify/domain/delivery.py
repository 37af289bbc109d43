"""How long a letter is tried, and how often.

A letter that the server refuses "for now" is tried for a day. One that it refuses "for
good" is tried for an hour: servers that are wrongly set up refuse for good what they
take when they are mended. While no server can be reached, no letter is given up.
"""

from datetime import timedelta
from typing import Final

FIRST_WAIT: Final = timedelta(seconds=5)
WAIT_MAX: Final = timedelta(minutes=15)
URGENT_WAIT_MAX: Final = timedelta(seconds=10)
REFUSED_FOR_NOW_MAX: Final = timedelta(days=1)
REFUSED_FOR_GOOD_MAX: Final = timedelta(hours=1)


def wait_after(tries: int, *, urgent: bool, for_good: bool = False) -> timedelta:
    """Return how long a letter rests after its `tries`-th failure."""
    if for_good and not urgent:
        return WAIT_MAX
    longest = URGENT_WAIT_MAX if urgent else WAIT_MAX
    return min(FIRST_WAIT * (1 << min(tries - 1, 16)), longest)


def is_hopeless(refused_for: timedelta, *, for_good: bool) -> bool:
    """Return whether a letter is given up that was first refused so long ago."""
    limit = REFUSED_FOR_GOOD_MAX if for_good else REFUSED_FOR_NOW_MAX
    return refused_for >= limit
