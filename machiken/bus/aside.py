"""Slow work, done in a thread beside the event loop, for a few callers at a time.

A process answers eight calls at once. Were all of them waiting for slow work, nobody
would be left for the quick ones, and a storm of sign-ins would stop every till. So
whoever wants slow work done takes a seat first, before anything is written down; where
none is free, nothing has happened, and he may come again.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any, Final, ParamSpec, TypeVar

import structlog
from eventlet import tpool
from eventlet.semaphore import Semaphore

from machiken.contracts.bus import Busy

log = structlog.get_logger()

Given = ParamSpec("Given")
Result = TypeVar("Result")

AT_ONCE_MAX: Final = 2
SEATS: Final = 5
"""Of those eight, so many may wait for slow work or have it done."""
SEATS_OF_STRANGERS: Final = 3
"""The others are kept for callers of whom something is known."""

_places = Semaphore(AT_ONCE_MAX)


class Seats:
    """How many are taken; one count for the process, which has one event loop."""

    def __init__(self) -> None:
        """Begin with all of them free."""
        self._taken = 0
        self._one_stranger = Semaphore(1)

    @contextmanager
    def taken(self, *, stranger: bool = False) -> Iterator[None]:
        """Take a seat for as long as the block lasts. Raises `Busy`.

        Strangers are served one by one: one of the two threads is never theirs.
        """
        if self._taken >= (SEATS_OF_STRANGERS if stranger else SEATS):
            log.warning("bus.busy", taken=self._taken, stranger=stranger)
            raise Busy
        self._taken += 1
        try:
            with self._one_stranger if stranger else nullcontext():
                yield
        finally:
            self._taken -= 1


_seats = Seats()
seat = _seats.taken


def aside(
    work: Callable[Given, Result], *args: Given.args, **kwargs: Given.kwargs
) -> Result:
    """Return what `work` returns, done in a thread. Call it from a `seat`.

    Few at a time: a password's hash takes a core and 19 MiB.
    """
    with _places:
        done: Any = tpool.execute(work, *args, **kwargs)
        result: Result = done
        return result
