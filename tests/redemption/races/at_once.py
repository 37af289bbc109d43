"""Doing things at the same moment, with the patience that a door has."""

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

from machiken.faults import will_pass
from machiken.refusals import Refusal

Answer = TypeVar("Answer")

TRIES_MAX: Final = 3
"""As often as a door tries; it rests in between, which a race does not."""


def at_once(count: int, work: Callable[[int], Answer]) -> list[Answer]:
    """Return what `count` threads got that all start at the same moment."""
    start = threading.Barrier(count)

    def one(number: int) -> Answer:
        start.wait()
        return work(number)

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


def patiently(work: Callable[[], Answer]) -> Answer:
    """Return what `work` returns, tried again while its fault passes by itself."""
    for _ in range(TRIES_MAX - 1):
        try:
            return work()
        except Exception as error:
            if not will_pass(error):
                raise
    return work()


def answer(work: Callable[[], Answer]) -> Answer | str:
    """Return what `work` returns, or the code of its refusal, as a door does."""
    try:
        return patiently(work)
    except Refusal as refusal:
        return refusal.code


def refusals(answers: Iterable[object]) -> list[str]:
    """Return the codes of the answers that were refusals."""
    return [each for each in answers if isinstance(each, str)]
