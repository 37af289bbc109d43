"""How long a letter is tried, and how often.

Every failure counts alike: mail servers that are wrongly set up refuse for good what
they take an hour later, and a lost initial password costs more than a few more tries.
"""

from datetime import timedelta
from typing import Final

FIRST_WAIT: Final = timedelta(seconds=5)
WAIT_MAX: Final = timedelta(minutes=15)
URGENT_WAIT_MAX: Final = timedelta(seconds=10)
TRIES_MAX: Final = 105  # the waits add up to a little over a day


def wait_after(tries: int, *, urgent: bool) -> timedelta:
    """Return how long a letter rests after its `tries`-th failure."""
    longest = URGENT_WAIT_MAX if urgent else WAIT_MAX
    return min(FIRST_WAIT * (1 << min(tries - 1, 16)), longest)


def is_hopeless(tries: int) -> bool:
    """Return whether a letter that failed so often is given up."""
    return tries >= TRIES_MAX
