"""Which faults pass by themselves, so that trying again makes sense."""

from typing import Final

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

PASSING_SQLSTATES: Final = frozenset(
    {
        "40001",  # serialization failure
        "40P01",  # deadlock
        "55P03",  # lock not available in time
        "57P01",  # the server is going down
        "57P02",  # the server crashed
        "57P03",  # the server is starting
    }
)
PASSING_CLASSES: Final = (
    "08",  # the connection
    "53",  # no room left: connections, memory, disk
)


class TryAgain(Exception):  # noqa: N818 - says what to do
    """Somebody was quicker; the same work, begun anew, will see what he did."""


def will_pass(error: BaseException) -> bool:
    """Return whether `error` comes from a database that is away, busy or starting."""
    if isinstance(error, PoolTimeout | TryAgain):
        return True
    if not isinstance(error, DBAPIError):
        return False
    state = getattr(error.orig, "sqlstate", None)
    if state is None:  # no connection, or it broke before the server could say why
        return error.connection_invalidated or _is_operational(error)
    return state in PASSING_SQLSTATES or state.startswith(PASSING_CLASSES)


def _is_operational(error: DBAPIError) -> bool:
    return type(error.orig).__name__ in {"OperationalError", "ConnectionTimeout"}
