"""The number of one request, from its page through every call: one trace for people.

The gateway gives it, calls carry it, doors bind it: logs and audits of all services
name the same one.
"""

import re
from typing import Any, Final

import structlog

HEADER: Final = "machiken.request"
_FORM: Final = re.compile(r"[0-9a-f]{12}")


def current() -> str:
    """Return the number of the request that is being dealt with, or nothing."""
    return str(structlog.contextvars.get_contextvars().get("request_id", ""))


def bind(told: Any) -> None:
    """Deal with the request of this number from now on; what is none, is nothing."""
    known = isinstance(told, str) and _FORM.fullmatch(told)
    structlog.contextvars.bind_contextvars(request_id=told if known else "")
