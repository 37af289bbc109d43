"""Doing things at the same moment, each with the patience that a door has."""

import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

from machiken.faults import will_pass
from machiken.refusals import Refusal

Answer = TypeVar("Answer")

TRIES_MAX: Final = 3
"""As often as a door tries; it rests in between, which a race does not."""


def at_once(works: Sequence[Callable[[], Answer]]) -> list[Answer | str]:
    """Return what each work returned or the code of its refusal, as a door does.

    All start at the same moment, each in a thread of its own.
    """
    start = threading.Barrier(len(works))

    def one(work: Callable[[], Answer]) -> Answer | str:
        start.wait()
        try:
            return patiently(work)
        except Refusal as refusal:
            return refusal.code

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(one, works))


def patiently(work: Callable[[], Answer]) -> Answer:
    """Return what `work` returns, tried again while its fault passes by itself."""
    for _ in range(TRIES_MAX - 1):
        try:
            return work()
        except Exception as error:
            if not will_pass(error):
                raise
    return work()


def refusals(answers: Iterable[object]) -> list[str]:
    """Return the codes of the answers that were refusals."""
    return [each for each in answers if isinstance(each, str)]
