"""Passwords that are being reset, for accounts that exist and others alike."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, insert, select, update
from sqlalchemy.orm import Session

from machiken.ids import StaffId
from services.auth.domain.reset_code import BEGUN_WITHIN, TRIES_MAX
from services.auth.store.tables import RESET


@dataclass(frozen=True, slots=True, kw_only=True)
class Reset:
    """A reset under way; `staff_id` is None where nobody was meant."""

    reset_id: UUID
    staff_id: StaffId | None
    account: bytes
    code_digest: bytes
    tries: int
    expires_at: datetime


def begun(tx: Session, account: bytes, *, at: datetime) -> list[datetime]:
    """Return when resets of this account were begun lately, oldest first."""
    return list(
        tx.execute(
            select(RESET.c.begun_at)
            .where(RESET.c.account == account, RESET.c.begun_at > at - BEGUN_WITHIN)
            .order_by(RESET.c.begun_at)
        ).scalars()
    )


def record(tx: Session, reset: Reset, *, secret_digest: bytes, at: datetime) -> None:
    """Write a reset down, voiding the account's earlier ones."""
    tx.execute(
        update(RESET)
        .where(RESET.c.account == reset.account, RESET.c.ended_at.is_(None))
        .values(ended_at=at)
    )
    tx.execute(
        insert(RESET).values(
            reset_id=reset.reset_id,
            secret_digest=secret_digest,
            account=reset.account,
            staff_id=reset.staff_id,
            code_digest=reset.code_digest,
            tries=0,
            begun_at=at,
            expires_at=reset.expires_at,
        )
    )


def use_up_a_try(tx: Session, secret_digest: bytes, *, at: datetime) -> Reset | None:
    """Return the reset after one more try at its code, or None where none is left.

    One statement, so that however many guess at once, no more are looked at.
    """
    open_one = and_(_is_open(secret_digest, at), RESET.c.proven_at.is_(None))
    return _one(
        tx,
        and_(open_one, RESET.c.tries < TRIES_MAX),
        tries=RESET.c.tries + 1,
    )


def prove(tx: Session, reset_id: UUID, *, at: datetime) -> None:
    """Note that the code was right: the new password is what remains."""
    tx.execute(update(RESET).where(RESET.c.reset_id == reset_id).values(proven_at=at))


def find_proven(tx: Session, secret_digest: bytes, *, at: datetime) -> Reset | None:
    """Return the reset whose code was right, locked until `tx` ends, or None."""
    proven = and_(_is_open(secret_digest, at), RESET.c.proven_at.is_not(None))
    return _one(tx, proven, tries=RESET.c.tries)


def use(tx: Session, reset_id: UUID, *, at: datetime) -> None:
    """Note that the reset led to a new password; it can't again."""
    tx.execute(update(RESET).where(RESET.c.reset_id == reset_id).values(ended_at=at))


def void(tx: Session, staff_id: StaffId, *, at: datetime) -> None:
    """Void the person's resets: their codes went to an address that is his no more."""
    tx.execute(
        update(RESET)
        .where(RESET.c.staff_id == staff_id, RESET.c.ended_at.is_(None))
        .values(ended_at=at)
    )


def _is_open(secret_digest: bytes, at: datetime) -> ColumnElement[bool]:
    return and_(
        RESET.c.secret_digest == secret_digest,
        RESET.c.ended_at.is_(None),
        RESET.c.expires_at > at,
    )


def _one(
    tx: Session, wanted: ColumnElement[bool], *, tries: int | ColumnElement[int]
) -> Reset | None:
    row = tx.execute(
        update(RESET).where(wanted).values(tries=tries).returning(RESET)
    ).one_or_none()
    if row is None:
        return None
    return Reset(
        reset_id=row.reset_id,
        staff_id=None if row.staff_id is None else StaffId(row.staff_id),
        account=row.account,
        code_digest=row.code_digest,
        tries=row.tries,
        expires_at=row.expires_at,
    )
