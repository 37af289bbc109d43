"""The moment: the database's, and movable only for rehearsals.

The phone's and the servers' own clocks never enter a decision (they disagree, and
one of them decides a cut-off). `now` asks the database inside the transaction that
needs the moment; a rehearsal may shift it, and production refuses to start so.
"""

from datetime import UTC, datetime, timedelta

from sqlalchemy import CheckConstraint, Column, Integer, MetaData, Table, text
from sqlalchemy.dialects.postgresql import INTERVAL
from sqlalchemy.orm import Session

from machiken.database import READ_WRITE

PRESENT = (
    "clock_timestamp() + coalesce((select shift from rehearsal_clock), interval '0')"
)
"""The present moment as SQL, for a statement that needs it under its own locks."""

_NOW = text(f"select {PRESENT}")
_UNMOVED = text("select clock_timestamp()")
_MOVE = text(
    "insert into rehearsal_clock (singleton, shift) values (1, :shift)"
    " on conflict (singleton) do update set shift = excluded.shift"
)
_SHIFT = text("select coalesce((select shift from rehearsal_clock), interval '0')")


class ClockMoved(Exception):  # noqa: N818 - says what was found
    """A production database carries a moved clock."""


def rehearsal_clock_table(metadata: MetaData) -> Table:
    """Declare the one row by which a rehearsal moves this service's time."""
    return Table(
        "rehearsal_clock",
        metadata,
        Column("singleton", Integer, primary_key=True),
        Column("shift", INTERVAL, nullable=False),
        CheckConstraint("singleton = 1", name="only_one_row"),
        info=READ_WRITE,
    )


def now(tx: Session) -> datetime:
    """Return the present moment in UTC, as the service's database sees it."""
    at: datetime = tx.execute(_NOW).scalar_one()
    return at.astimezone(UTC)


def unmoved(tx: Session) -> datetime:
    """Return the moment that a rehearsal does not move: people's phones don't know it.

    For codes that a phone makes of its own time, and nothing else.
    """
    at: datetime = tx.execute(_UNMOVED).scalar_one()
    return at.astimezone(UTC)


def move(tx: Session, shift: timedelta) -> None:
    """Shift this database's time by `shift` from the real one, for a rehearsal."""
    tx.execute(_MOVE, {"shift": shift})


def refuse_moved(tx: Session) -> None:
    """Do nothing where time is real. Raises `ClockMoved` where it was moved."""
    shift: timedelta = tx.execute(_SHIFT).scalar_one()
    if shift:
        raise ClockMoved(f"the clock of this database is moved by {shift}")
