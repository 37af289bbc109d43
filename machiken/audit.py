"""What the office did, written down with the change itself and never changed.

A row commits with its act or not at all. Who came in and who tried to is auth's own
record; this one is for acts on a service's own things.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    DateTime,
    Identity,
    Index,
    MetaData,
    Row,
    Table,
    Text,
    insert,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from machiken import request_ids
from machiken.contracts.actor import Actor, Role
from machiken.contracts.audit import LINES_MAX, ActLine, Acts, ActsQuery, Fact
from machiken.database import APPEND_ONLY
from machiken.town_time import TOWN_TIME


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What somebody did, to what; `facts` are what the decision was, never a secret."""

    happening: StrEnum
    """One of the service's own list, so that each has its word for the office."""
    object: str
    """The kind and name of what it was done to, as `batch 0190…` or `voucher 12`."""
    facts: Mapping[str, Fact] = field(default_factory=dict)


def audit_table(metadata: MetaData) -> Table:
    """Declare this service's record of what the office did."""
    return Table(
        "audit",
        metadata,
        Column("audit_id", BigInteger, Identity(always=True), primary_key=True),
        Column("at", DateTime(timezone=True), nullable=False),
        Column("happening", Text, nullable=False),
        Column("actor_role", Text, nullable=False),
        Column("actor", Text, nullable=False),
        Column("login_id", Text, nullable=False),
        Column("object", Text, nullable=False),
        Column("facts", JSONB, nullable=False),
        Column("request_id", Text, nullable=False),
        Index(None, "at"),
        Index(None, "object", "at"),
        info=APPEND_ONLY,
    )


def record(tx: Session, audit: Table, act: Act, actor: Actor, *, at: datetime) -> None:
    """Add the act to the record, if and only if `tx` commits."""
    tx.execute(
        insert(audit).values(
            at=at,
            happening=act.happening.value,
            actor_role=actor.role.value,
            actor=actor.subject,
            login_id=actor.login_id,
            object=act.object,
            facts=dict(act.facts),
            request_id=request_ids.current(),
        )
    )


def recorded(tx: Session, audit: Table, query: ActsQuery) -> Acts:
    """Return the newest acts that are asked for, as many as the query takes."""
    wanted = max(1, min(query.lines_max, LINES_MAX))
    rows = tx.execute(
        select(audit)
        .where(*_conditions(audit, query))
        .order_by(audit.c.audit_id.desc())
        .limit(wanted + 1)
    ).all()
    shown = rows[:wanted]
    return Acts(
        lines=tuple(_line(row) for row in shown),
        next_before=shown[-1].audit_id if len(rows) > wanted else None,
    )


def _conditions(audit: Table, query: ActsQuery) -> Iterator[ColumnElement[bool]]:
    its, last_on = audit.c, query.last_on
    until = _begins(last_on + timedelta(days=1)) if last_on else None
    given: Sequence[tuple[object, Callable[[Any], ColumnElement[bool]]]] = [
        (query.happening, lambda name: its.happening == name),
        # The operator has no login id.
        (query.actor, lambda who: or_(its.login_id == who, its.actor == who)),
        (
            query.object_kind,
            lambda kind: its.object.startswith(f"{kind} ", autoescape=True),
        ),
        (query.object_name, lambda name: _is_named(its.object, name)),
        (query.first_on, lambda day: its.at >= _begins(day)),
        (until, lambda at: its.at < at),
    ]
    if query.before is not None:
        yield its.audit_id < query.before
    yield from (condition(value) for value, condition in given if value)


def _is_named(thing: ColumnElement[str], name: str) -> ColumnElement[bool]:
    # `voucher KNM202601/12` by its whole name, or by what only its campaign knows.
    return or_(
        thing.endswith(f" {name}", autoescape=True),
        thing.endswith(f"/{name}", autoescape=True),
    )


def _begins(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=TOWN_TIME)


def _line(row: Row[Any]) -> ActLine:
    return ActLine(
        audit_id=row.audit_id,
        at=row.at,
        happening=row.happening,
        actor_role=Role(row.actor_role),
        actor=row.login_id or row.actor,
        object=row.object,
        facts=row.facts,
        request_id=row.request_id,
    )
