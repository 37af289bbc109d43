"""Structured logs: an event name and fields, one JSON object a line, no secrets.

What a person typed, a token, a mail address or a voucher code has no business in a
log. Names of such fields are struck out here, whoever logs them.
"""

import logging
import sys
import traceback
from collections.abc import Mapping, MutableMapping
from typing import Any

import structlog

STRUCK_OUT = frozenset(
    {
        "account_number",
        "authorization",
        "code",
        "codes",
        "cookie",
        "device_secret",
        "email",
        "initial_password",
        "letter",
        "login_id",
        "name",
        "new_password",
        "one_time_password",
        "otp",
        "password",
        "puzzle_secret",
        "remember_token",
        "reset_code",
        "reset_secret",
        "secret",
        "session",
        "session_secret",
        "sign_in_secret",
        "subject",
        "text",
        "to",
        "token",
        "voucher_code",
    }
)


CAUSES_MAX = 4
FRAMES_MAX = 12
SAID_MAX = 300


def configure(process: str, level: str = "info") -> None:
    """Log to standard output as JSON lines, each carrying the process's name."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            _naming(process),
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            strike_out,
            structlog.processors.StackInfoRenderer(),
            structlog.processors.ExceptionRenderer(told),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(sys.stdout),
        cache_logger_on_first_use=True,
    )
    _adopt_foreign_loggers(level)


def strike_out(
    _logger: Any, _method: str, event: MutableMapping[str, Any]
) -> dict[str, Any]:
    """Return the event with the values of tell-tale fields struck out, however deep."""
    return _struck(event)


def told(exc_info: Any) -> list[dict[str, Any]]:
    """Return an exception and its causes as a log may tell them.

    Locals and the messages of databases are left out: they quote what people typed.
    A database's error is told by its state and the constraint that said no.
    """
    chain: list[dict[str, Any]] = []
    error: BaseException | None = exc_info[1]
    while error is not None and len(chain) < CAUSES_MAX:
        frames = traceback.extract_tb(error.__traceback__)[-FRAMES_MAX:]
        chain.append(
            {
                "kind": f"{type(error).__module__}.{type(error).__qualname__}",
                "said": _said(error),
                "at": [f"{frame.filename}:{frame.lineno}" for frame in frames],
            }
        )
        error = error.__cause__ or (
            None if error.__suppress_context__ else error.__context__
        )
    return chain


def _struck(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: "…" if key in STRUCK_OUT and value is not None else _within(value)
        for key, value in fields.items()
    }


def _within(value: Any) -> Any:
    if isinstance(value, Mapping):
        return _struck(value)
    if isinstance(value, list | tuple):
        return [_within(each) for each in value]
    return value


def _said(error: BaseException) -> str:
    cause: Any = getattr(error, "orig", error)
    if not hasattr(cause, "sqlstate"):
        return str(error)[:SAID_MAX]
    constraint = cause.diag.constraint_name
    return f"sqlstate {cause.sqlstate} constraint {constraint}"


def _naming(process: str) -> structlog.types.Processor:
    # Not a context variable: each greenlet and thread begins with an empty context.
    def name(
        _logger: Any, _method: str, event: MutableMapping[str, Any]
    ) -> MutableMapping[str, Any]:
        event["process"] = process
        return event

    return name


class _Foreign(logging.Handler):
    """Hands the lines of libraries to the same structured log.

    Only what the library's author wrote, not what was filled in: that may be a
    message's body, with somebody's name and address in it.
    """

    def emit(self, record: logging.LogRecord) -> None:
        """Log the library's line under its logger's name."""
        log = structlog.get_logger()
        log.log(
            record.levelno,
            "library.line",
            logger=record.name,
            line=str(record.msg)[:SAID_MAX],
            exc_info=record.exc_info,
        )


def _adopt_foreign_loggers(level: str) -> None:
    root = logging.getLogger()
    root.handlers = [_Foreign()]
    root.setLevel(max(logging.WARNING, logging.getLevelNamesMapping()[level.upper()]))
