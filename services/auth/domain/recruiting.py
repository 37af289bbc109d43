"""Recruitment windows (募集回): until which days shops may apply (S-CAL-1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Recruiting:
    """From when shops may apply, and the deadlines in order; none means any day."""

    first_on: date | None = None
    deadlines: Sequence[date] = ()

    def is_open(self, day: date) -> bool:
        """Return whether an application of that day is in time."""
        if self.first_on is not None and day < self.first_on:
            return False
        return not self.deadlines or day <= self.deadlines[-1]

    def window(self, day: date) -> int | None:
        """Return the number of the window that the day lies in, from 1, or None."""
        if not self.is_open(day):
            return None
        in_time = (n for n, last_on in enumerate(self.deadlines, 1) if day <= last_on)
        return next(in_time, None)
