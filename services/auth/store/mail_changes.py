"""New mail addresses that wait for their proof."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from machiken.ids import StaffId
from services.auth.domain.mail_change import BEGUN_WITHIN, TRIES_MAX
from services.auth.store.tables import MAIL_CHANGE


@dataclass(frozen=True, slots=True, kw_only=True)
class MailChange:
    """An address, and what its code is compared with."""

    mail_change_id: UUID
    email: str
    code_digest: bytes
    tries: int
    expires_at: datetime


def begun(tx: Session, staff_id: StaffId, *, at: datetime) -> list[datetime]:
    """Return when the person began changes lately, oldest first."""
    return list(
        tx.execute(
            select(MAIL_CHANGE.c.begun_at)
            .where(
                MAIL_CHANGE.c.staff_id == staff_id,
                MAIL_CHANGE.c.begun_at > at - BEGUN_WITHIN,
            )
            .order_by(MAIL_CHANGE.c.begun_at)
        ).scalars()
    )


def record(tx: Session, staff_id: StaffId, change: MailChange, *, at: datetime) -> None:
    """Write a change down, voiding the person's earlier one."""
    void(tx, staff_id, at=at)
    tx.execute(
        insert(MAIL_CHANGE).values(
            mail_change_id=change.mail_change_id,
            staff_id=staff_id,
            email=change.email,
            code_digest=change.code_digest,
            tries=0,
            begun_at=at,
            expires_at=change.expires_at,
        )
    )


def void(tx: Session, staff_id: StaffId, *, at: datetime) -> None:
    """Void the person's change: its code is good no more."""
    tx.execute(
        update(MAIL_CHANGE)
        .where(MAIL_CHANGE.c.staff_id == staff_id, MAIL_CHANGE.c.ended_at.is_(None))
        .values(ended_at=at)
    )


def use_up_a_try(tx: Session, staff_id: StaffId, *, at: datetime) -> MailChange | None:
    """Return the person's change after one more try, or None where none is left.

    One statement, so that however many guess at once, no more are looked at.
    """
    row = tx.execute(
        update(MAIL_CHANGE)
        .where(
            MAIL_CHANGE.c.staff_id == staff_id,
            MAIL_CHANGE.c.ended_at.is_(None),
            MAIL_CHANGE.c.expires_at > at,
            MAIL_CHANGE.c.tries < TRIES_MAX,
        )
        .values(tries=MAIL_CHANGE.c.tries + 1)
        .returning(MAIL_CHANGE)
    ).one_or_none()
    if row is None:
        return None
    return MailChange(
        mail_change_id=row.mail_change_id,
        email=row.email,
        code_digest=row.code_digest,
        tries=row.tries,
        expires_at=row.expires_at,
    )


def use(tx: Session, mail_change_id: UUID, *, at: datetime) -> None:
    """Note that the change was made; it can't again."""
    tx.execute(
        update(MAIL_CHANGE)
        .where(MAIL_CHANGE.c.mail_change_id == mail_change_id)
        .values(ended_at=at)
    )
