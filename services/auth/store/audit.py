"""The record of who came in and who tried to; it is only ever added to."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from services.auth.domain.audit import AuditEntry
from services.auth.store.tables import AUDIT


def record(tx: Session, entry: AuditEntry, *, at: datetime) -> None:
    """Add what happened to the record, if and only if `tx` commits."""
    tx.execute(insert(AUDIT).values(at=at, **asdict(entry)))
