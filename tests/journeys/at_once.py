"""Doing things at the same moment."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Done = TypeVar("Done")


def at_once(works: Sequence[Callable[[], Done]]) -> list[Done]:
    """Return what each work returned; all start together, each in its own thread."""
    start = threading.Barrier(len(works))

    def one(work: Callable[[], Done]) -> Done:
        start.wait()
        return work()

    with ThreadPoolExecutor(len(works)) as workers:
        return list(workers.map(one, works))
