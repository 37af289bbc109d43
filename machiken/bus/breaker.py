"""Stops calling a service that does not answer, so that pages fail fast and kindly."""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

FAILURES_MAX: Final = 5
WITHIN_S: Final = 10.0
OPEN_S: Final = 5.0
SILENT_S: Final = 2.0


class Breaker:
    """Open after `FAILURES_MAX` failures within `WITHIN_S`; then one probe at a time.

    A service is not waited for either while `FAILURES_MAX` calls wait for it and it has
    answered nobody for `SILENT_S`. Otherwise a page that had to queue behind them would
    begin to wait just as they give up, and take twice as long as any page may.

    Our own, and small: the library for it holds a lock for the whole call, which
    would make all threads of the gateway wait for each other.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        """Begin closed: calls go through."""
        self._now = now
        self._lock = threading.Lock()
        self._failures: deque[float] = deque(maxlen=FAILURES_MAX)
        self._open_until: float | None = None
        self._waiting_since: list[float] = []
        self._answered_at = float("-inf")

    def lets_through(self) -> bool:
        """Return whether a call may be tried; when open, one probe each `OPEN_S`."""
        with self._lock:
            if self._is_silent():
                return False
            if self._open_until is None:
                return True
            if self._now() < self._open_until:
                return False
            self._open_until = self._now() + OPEN_S
            return True

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Count a call as waiting for its answer for as long as the block runs."""
        since = self._now()
        with self._lock:
            self._waiting_since.append(since)
        try:
            yield
        finally:
            with self._lock:
                self._waiting_since.remove(since)

    def worked(self) -> None:
        """Note an answer, whatever it said: the service is there."""
        with self._lock:
            self._answered_at = self._now()
            self._failures.clear()
            self._open_until = None

    def failed(self) -> None:
        """Note a call without an answer."""
        with self._lock:
            now = self._now()
            self._failures.append(now)
            many = len(self._failures) == FAILURES_MAX
            if many and now - self._failures[0] <= WITHIN_S:
                self._open_until = now + OPEN_S

    def _is_silent(self) -> bool:
        earlier = self._now() - SILENT_S
        overdue = sum(since < earlier for since in self._waiting_since)
        return overdue >= FAILURES_MAX and self._answered_at < earlier
