"""Which events a service has dealt with, so that a repeat changes nothing.

The row is written in the same transaction as the event's effect. The broker may
deliver twice (a crash after commit, a frozen worker); the effect happens once.
"""

from sqlalchemy import Column, DateTime, MetaData, Table, Text, Uuid, func
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from machiken.database import APPEND_ONLY
from machiken.ids import EventId


def inbox_table(metadata: MetaData) -> Table:
    """Declare this service's inbox."""
    return Table(
        "inbox",
        metadata,
        Column("event_id", Uuid, primary_key=True),
        Column("handler", Text, primary_key=True),
        Column(
            "handled_at",
            DateTime(timezone=True),
            nullable=False,
            server_default=func.clock_timestamp(),
        ),
        info=APPEND_ONLY,
    )


def first_time(tx: Session, inbox: Table, event_id: EventId, handler: str) -> bool:
    """Return whether `handler` has not dealt with this event; from now on it has.

    A twin of the same event that is still being handled is waited for.
    """
    arrival = insert(inbox).values(event_id=event_id, handler=handler)
    kept = tx.execute(arrival.on_conflict_do_nothing().returning(inbox.c.event_id))
    return kept.first() is not None
