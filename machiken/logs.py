"""Structured logs: an event name and fields, one JSON object a line, no secrets.

What a person typed, a token, a mail address or a voucher code has no business in a
log. Names of such fields are struck out here, whoever logs them.
"""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

STRUCK_OUT = frozenset(
    {
        "account_number",
        "authorization",
        "code",
        "codes",
        "cookie",
        "email",
        "initial_password",
        "letter",
        "login_id",
        "name",
        "one_time_password",
        "otp",
        "password",
        "secret",
        "session",
        "subject",
        "text",
        "to",
        "token",
        "voucher_code",
    }
)


def configure(process: str, level: str = "info") -> None:
    """Log to standard output as JSON lines, each carrying the process's name."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            strike_out,
            structlog.processors.StackInfoRenderer(),
            structlog.processors.ExceptionRenderer(_frames),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(sys.stdout),
        cache_logger_on_first_use=True,
    )
    structlog.contextvars.bind_contextvars(process=process)
    _adopt_foreign_loggers(level)


def strike_out(
    _logger: Any, _method: str, event: MutableMapping[str, Any]
) -> dict[str, Any]:
    """Return the event with the values of tell-tale fields struck out."""
    return {
        key: "…" if key in STRUCK_OUT and value is not None else value
        for key, value in event.items()
    }


# Locals are left out on purpose: they hold what people typed.
_frames = structlog.tracebacks.ExceptionDictTransformer(show_locals=False)


class _Foreign(logging.Handler):
    """Hands the lines of libraries to the same structured log."""

    def emit(self, record: logging.LogRecord) -> None:
        """Log the library's line under its logger's name."""
        log = structlog.get_logger()
        log.log(
            record.levelno,
            "library.line",
            logger=record.name,
            line=record.getMessage(),
            exc_info=record.exc_info,
        )


def _adopt_foreign_loggers(level: str) -> None:
    root = logging.getLogger()
    root.handlers = [_Foreign()]
    root.setLevel(max(logging.WARNING, logging.getLevelNamesMapping()[level.upper()]))
