"""The service's database: connections, names, rights, and the limits on waiting."""

from typing import Any, Final, TypeAlias

import psycopg
from sqlalchemy import MetaData, create_engine
from sqlalchemy.orm import Session, sessionmaker

Transactions: TypeAlias = sessionmaker[Session]
"""Use as `with db.begin() as tx:`; leaving commits, raising rolls back."""

# A till must not wait for ever, and a stuck statement must not hold its locks:
# each limit is far above what a healthy call needs and below what a person bears.
LIMITS: Final = {
    "statement_timeout": "3s",
    "lock_timeout": "2s",
    "idle_in_transaction_session_timeout": "10s",
}

NAMES: Final = {
    "pk": "%(table_name)s_pk",
    "fk": "%(table_name)s_%(column_0_name)s_fk",
    "ix": "%(table_name)s_%(column_0_N_name)s_ix",
    "uq": "%(table_name)s_%(column_0_N_name)s_uq",
    "ck": "%(table_name)s_%(constraint_name)s_ck",
}

# What the service's role may do with a table; the owner's role may do anything.
READ_WRITE: Final[dict[str, Any]] = {"rights": "SELECT, INSERT, UPDATE, DELETE"}
READ_ADD_CHANGE: Final[dict[str, Any]] = {"rights": "SELECT, INSERT, UPDATE"}
READ_ADD_REMOVE: Final[dict[str, Any]] = {"rights": "SELECT, INSERT, DELETE"}
APPEND_ONLY: Final[dict[str, Any]] = {"rights": "SELECT, INSERT"}


class DriverWouldBlock(Exception):  # noqa: N818 - says what was found
    """Under eventlet, psycopg's own waiting would stop every greenlet."""


def metadata() -> MetaData:
    """Return metadata in which every constraint gets a predictable name."""
    return MetaData(naming_convention=NAMES)


def connect(
    url: str, *, pool_size: int, limits: dict[str, str] = LIMITS
) -> Transactions:
    """Return a factory of transactions on the database; connects on first use.

    Raises `DriverWouldBlock` where eventlet runs and psycopg would not yield to it.
    """
    refuse_blocking_driver()
    options = " ".join(f"-c {name}={value}" for name, value in limits.items())
    engine = create_engine(
        url,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=3,
        pool_pre_ping=False,  # a broken connection costs one retry, a ping costs all
        hide_parameters=True,  # they would stand in error messages, and so in logs
        connect_args={"options": options, "connect_timeout": 3},
    )
    return sessionmaker(engine, expire_on_commit=False)


def refuse_blocking_driver() -> None:
    """Do nothing where psycopg waits as the process needs. Raises `DriverWouldBlock`.

    psycopg's C loop does not know eventlet. `PSYCOPG_WAIT_FUNC=wait_selector`, set
    before psycopg is first imported, makes it wait by `select`, which eventlet patches.
    """
    waits = getattr(psycopg.waiting.wait, "__name__", "unknown")
    if _patched_by_eventlet() and waits != "wait_selector":
        raise DriverWouldBlock(f"psycopg waits by {waits}, not by wait_selector")


def _patched_by_eventlet() -> bool:
    import select  # noqa: PLC0415 - looked at here, not used

    return select.select.__module__.startswith("eventlet")
