"""The manual's slider puzzle: when an answer is right (S-LOGIN-3).

A speed bump against programs that try passwords, and nothing more: whoever wants to
can have a program look at the picture. It proves nobody and is never counted as a
factor. Who can't see or move it goes on by mail, with fewer tries.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

LIFE: Final = timedelta(seconds=120)
TOLERANCE_PX: Final = 6
PLAIN_FAILURES_MAX: Final = 2
"""After so many failures within some minutes, no more tries without the puzzle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """Where the piece belongs, and since when that is asked."""

    x: int
    drawn_at: datetime


def is_right(hidden: Hidden, x: int, at: datetime) -> bool:
    """Return whether the piece was put to its place, and in time."""
    return at - hidden.drawn_at <= LIFE and abs(x - hidden.x) <= TOLERANCE_PX
