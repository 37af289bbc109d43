"""The audit: lines are added, and never changed."""

from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from machiken.contracts.actor import Actor
from services.notify.domain.audit import Act
from services.notify.store.tables import AUDIT


def record(tx: Session, act: Act, actor: Actor, *, at: datetime) -> None:
    """Add a line: who did what to which thing."""
    tx.execute(
        insert(AUDIT).values(
            happened_at=at,
            happening=act.happening,
            actor_role=actor.role,
            actor=actor.subject,
            subject=act.subject,
            detail=act.detail,
        )
    )
