"""Events leave with the change that caused them, or not at all.

`append` writes an event inside the caller's own transaction. The relay
(`machiken.relay`) later hands committed events to the broker. Delivery is at least
once: a listener knows repeats by their id (`machiken.inbox`).
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Identity,
    Index,
    MetaData,
    Row,
    Table,
    Text,
    bindparam,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from machiken.contracts.events import Event, Happened
from machiken.contracts.wire import to_wire
from machiken.database import READ_WRITE
from machiken.ids import EventId


def outbox_table(metadata: MetaData) -> Table:
    """Declare this service's outbox."""
    outbox = Table(
        "outbox",
        metadata,
        Column("position", BigInteger, Identity(always=True), primary_key=True),
        Column("exchange", Text, nullable=False),
        Column("event_name", Text, nullable=False),
        Column("happened", JSONB, nullable=False),
        Column("appended_at", DateTime(timezone=True), nullable=False),
        Column("sent_at", DateTime(timezone=True)),
        info=READ_WRITE,
    )
    Index(
        "outbox_unsent_ix",
        outbox.c.position,
        postgresql_where=outbox.c.sent_at.is_(None),
    )
    return outbox


def append(tx: Session, outbox: Table, event: Event, *, at: datetime) -> EventId:
    """Promise `event` to the world, if and only if `tx` commits; return its id."""
    event_id = EventId(uuid4())
    happened = Happened(
        event_id=event_id,
        name=event.name,
        version=event.version,
        occurred_at=at,
        body=to_wire(event),
    )
    tx.execute(
        insert(outbox).values(
            exchange=f"{event.service}.events",
            event_name=event.name,
            happened=to_wire(happened),
            appended_at=at,
        )
    )
    return event_id


def unsent(tx: Session, outbox: Table, *, batch_max: int) -> Sequence[Row[Any]]:
    """Return the oldest unsent events, locked until `tx` ends.

    Rows that another relay holds are skipped, so that relays share the work.
    """
    return tx.execute(
        select(outbox)
        .where(outbox.c.sent_at.is_(None))
        .order_by(outbox.c.position)
        .limit(batch_max)
        .with_for_update(skip_locked=True)
    ).all()


def mark_sent(tx: Session, outbox: Table, positions: Sequence[int]) -> None:
    """Note that the broker has confirmed these events."""
    tx.execute(
        update(outbox)
        .where(outbox.c.position.in_(bindparam("positions", expanding=True)))
        .values(sent_at=func.clock_timestamp()),
        {"positions": list(positions)},
    )


def count_unsent(tx: Session, outbox: Table) -> int:
    """Return how many events are written but not yet sent."""
    waiting = select(func.count()).where(outbox.c.sent_at.is_(None))
    return tx.execute(waiting.select_from(outbox)).scalar_one()
