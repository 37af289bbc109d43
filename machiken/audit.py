"""What the office did, written down with the change itself and never changed.

A row commits with its act or not at all. Who came in and who tried to is auth's own
record; this one is for acts on a service's own things.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Identity,
    Index,
    MetaData,
    Table,
    Text,
    insert,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from machiken import request_ids
from machiken.contracts.actor import Actor
from machiken.database import APPEND_ONLY

Fact: TypeAlias = str | int | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What somebody did, to what; `facts` are what the decision was, never a secret."""

    happening: str
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
            happening=act.happening,
            actor_role=actor.role.value,
            actor=actor.subject,
            login_id=actor.login_id,
            object=act.object,
            facts=dict(act.facts),
            request_id=request_ids.current(),
        )
    )
