"""Work that would hold up the event loop, done beside it in a thread."""

from collections.abc import Callable
from typing import Any, Final, ParamSpec, TypeVar

from eventlet import tpool
from eventlet.semaphore import Semaphore

Given = ParamSpec("Given")
Result = TypeVar("Result")

AT_ONCE_MAX: Final = 2
_places = Semaphore(AT_ONCE_MAX)


def aside(
    work: Callable[Given, Result], *args: Given.args, **kwargs: Given.kwargs
) -> Result:
    """Return what `work` returns, done in a thread.

    Few at a time: a password's hash takes a core and 19 MiB.
    """
    with _places:
        done: Any = tpool.execute(work, *args, **kwargs)
        result: Result = done
        return result
