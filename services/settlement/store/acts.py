"""Writing down who did what to money."""

from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from machiken.contracts.actor import Actor
from services.settlement.store.tables import ACT


def write(
    tx: Session, name: str, actor: Actor, *, at: datetime, **facts: str | int | bool
) -> None:
    """Write the act down, with the change it made or not at all."""
    tx.execute(
        insert(ACT).values(
            happened_at=at,
            name=name,
            role=actor.role,
            subject=actor.subject,
            login_id=actor.login_id,
            facts=facts,
        )
    )
