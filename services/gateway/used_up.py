"""Which budgets are used up, and until when: a refusal then costs no look into Redis.

In a storm most visits are refused. Nothing becomes free before the oldest visit that
counts is out of its window, so until then the answer is known to this process.
"""

import time
from typing import Final

KEPT_MAX: Final = 4096
"""Of strangers' addresses there are as many as they like."""


class UsedUp:
    """What this process has seen breached; safe between threads."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._until: dict[tuple[str, str], float] = {}

    def remember(self, scope: str, whose: str, until: float) -> None:
        """Note that the budget is used up until then (epoch, seconds)."""
        if len(self._until) >= KEPT_MAX:
            self._until = {}
        self._until[scope, whose] = until

    def until(self, scope: str, whose: str) -> float | None:
        """Return until when it is used up, or None where nobody knows it to be."""
        until = self._until.get((scope, whose))
        return until if until is not None and until > time.time() else None
