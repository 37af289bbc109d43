"""How another mail address is proven: a code sent there, and the password before."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

LIFE: Final = timedelta(minutes=15)
TRIES_MAX: Final = 5
BEGUN_MAX: Final = 3
BEGUN_WITHIN: Final = timedelta(minutes=15)


def next_at(begun: Sequence[datetime]) -> datetime | None:
    """Return from when on another change may be begun, or None for now.

    `begun` are the moments of the last quarter of an hour's, oldest first: each of
    them sent a mail to an address that somebody may have made up.
    """
    return begun[-BEGUN_MAX] + BEGUN_WITHIN if len(begun) >= BEGUN_MAX else None
