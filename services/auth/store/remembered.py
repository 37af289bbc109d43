"""Families of tokens by which somebody stays signed in."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from machiken.contracts.auth import Site
from machiken.ids import StaffId
from services.auth.domain import browser_secret, remember_token
from services.auth.domain.remember_token import LIFE, Proofs
from services.auth.domain.standing import Standing
from services.auth.store import standing
from services.auth.store.tables import REMEMBERED


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A browser that stays signed in."""

    family_id: UUID
    standing: Standing
    proofs: Proofs


def begin(tx: Session, his: Standing, *, at: datetime) -> tuple[UUID, str]:
    """Begin a family; return its id and its first token."""
    family_id, proof = uuid4(), browser_secret.new()
    tx.execute(
        insert(REMEMBERED).values(
            family_id=family_id,
            **standing.columns(his),
            present_digest=browser_secret.digest(proof),
            rotated_at=at,
            remembered_at=at,
            expires_at=at + LIFE,
        )
    )
    return family_id, remember_token.text_of(family_id, proof)


def lock(tx: Session, family_id: UUID, *, at: datetime) -> Family | None:
    """Return the family, locked until `tx` ends, or None where it is over."""
    row = tx.execute(
        select(REMEMBERED)
        .where(
            REMEMBERED.c.family_id == family_id,
            REMEMBERED.c.ended_at.is_(None),
            REMEMBERED.c.expires_at > at,
        )
        .with_for_update()
    ).one_or_none()
    if row is None:
        return None
    return Family(
        family_id=family_id,
        standing=standing.of_row(row, Site(row.site)),
        proofs=Proofs(
            present=row.present_digest,
            last=row.last_digest,
            rotated_at=row.rotated_at,
        ),
    )


def rotate(tx: Session, family: Family, *, at: datetime) -> str:
    """Return the family's next token; the present one is good no more."""
    proof = browser_secret.new()
    tx.execute(
        update(REMEMBERED)
        .where(REMEMBERED.c.family_id == family.family_id)
        .values(
            present_digest=browser_secret.digest(proof),
            last_digest=family.proofs.present,
            rotated_at=at,
        )
    )
    return remember_token.text_of(family.family_id, proof)


def move(tx: Session, family: Family, his: Standing, *, at: datetime) -> str:
    """Have the browser stay signed in elsewhere; return the family's next token."""
    tx.execute(
        update(REMEMBERED)
        .where(REMEMBERED.c.family_id == family.family_id)
        .values(**standing.columns(his))
    )
    return rotate(tx, family, at=at)


def end(tx: Session, family_id: UUID, *, at: datetime) -> None:
    """End the family: none of its tokens is good any more."""
    tx.execute(
        update(REMEMBERED)
        .where(REMEMBERED.c.family_id == family_id, REMEMBERED.c.ended_at.is_(None))
        .values(ended_at=at)
    )


def end_own(tx: Session, staff_id: StaffId, family_id: UUID, *, at: datetime) -> None:
    """End the family if it is this person's."""
    tx.execute(
        update(REMEMBERED)
        .where(
            REMEMBERED.c.family_id == family_id,
            REMEMBERED.c.staff_id == staff_id,
            REMEMBERED.c.ended_at.is_(None),
        )
        .values(ended_at=at)
    )


def end_all(tx: Session, staff_id: StaffId, *, but: UUID | None, at: datetime) -> None:
    """End all of the person's families except one."""
    tx.execute(
        update(REMEMBERED)
        .where(
            REMEMBERED.c.staff_id == staff_id,
            REMEMBERED.c.ended_at.is_(None),
            REMEMBERED.c.family_id.is_distinct_from(but),
        )
        .values(ended_at=at)
    )
