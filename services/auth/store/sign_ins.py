"""Sign-ins that wait for the mailed number."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from machiken.contracts.auth import Site
from machiken.ids import StaffId
from services.auth.domain.account import Candidate
from services.auth.domain.one_time_password import LIFE, TRIES_MAX, UNANSWERED_WITHIN
from services.auth.domain.standing import Standing
from services.auth.store import standing
from services.auth.store.tables import SIGN_IN


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A sign-in, one try of which was just used up."""

    sign_in_id: UUID
    standing: Standing
    otp_digest: bytes
    tries: int


def unanswered(tx: Session, candidate: Candidate, *, at: datetime) -> list[datetime]:
    """Return when numbers were mailed lately that led to no session, oldest first."""
    return list(
        tx.execute(
            select(SIGN_IN.c.begun_at)
            .where(
                SIGN_IN.c.staff_id == candidate.standing.staff_id,
                SIGN_IN.c.site == candidate.standing.site,
                SIGN_IN.c.begun_at > at - UNANSWERED_WITHIN,
                SIGN_IN.c.used_at.is_(None),
            )
            .order_by(SIGN_IN.c.begun_at)
        ).scalars()
    )


def supersede(tx: Session, candidate: Candidate, *, at: datetime) -> None:
    """Void the person's open sign-in at this site: one number at a time is good."""
    tx.execute(
        update(SIGN_IN)
        .where(
            SIGN_IN.c.staff_id == candidate.standing.staff_id,
            SIGN_IN.c.site == candidate.standing.site,
            SIGN_IN.c.used_at.is_(None),
            SIGN_IN.c.superseded_at.is_(None),
        )
        .values(superseded_at=at)
    )


def void(tx: Session, staff_id: StaffId, *, at: datetime) -> None:
    """Void all of the person's open sign-ins: what they would lead to has changed."""
    tx.execute(
        update(SIGN_IN)
        .where(
            SIGN_IN.c.staff_id == staff_id,
            SIGN_IN.c.used_at.is_(None),
            SIGN_IN.c.superseded_at.is_(None),
        )
        .values(superseded_at=at)
    )


def record(
    tx: Session,
    sign_in: Tried,
    *,
    secret_digest: bytes,
    at: datetime,
) -> datetime:
    """Write a sign-in down; return when it expires."""
    expires_at = at + LIFE
    tx.execute(
        insert(SIGN_IN).values(
            sign_in_id=sign_in.sign_in_id,
            secret_digest=secret_digest,
            **standing.columns(sign_in.standing),
            otp_digest=sign_in.otp_digest,
            tries=sign_in.tries,
            begun_at=at,
            expires_at=expires_at,
        )
    )
    return expires_at


def whose(tx: Session, secret_digest: bytes) -> StaffId | None:
    """Return who would come in by this sign-in, or None where there is none."""
    staff_id = tx.execute(
        select(SIGN_IN.c.staff_id).where(SIGN_IN.c.secret_digest == secret_digest)
    ).scalar_one_or_none()
    return None if staff_id is None else StaffId(staff_id)


def use_up_a_try(tx: Session, secret_digest: bytes, *, at: datetime) -> Tried | None:
    """Return the sign-in after one more try at it, or None where none is left.

    One statement, so that however many guess at once, three are looked at. The row
    stays locked until `tx` ends: a right number is used by the first who brings it.
    """
    row = tx.execute(
        update(SIGN_IN)
        .where(
            SIGN_IN.c.secret_digest == secret_digest,
            SIGN_IN.c.tries < TRIES_MAX,
            SIGN_IN.c.used_at.is_(None),
            SIGN_IN.c.superseded_at.is_(None),
            SIGN_IN.c.expires_at > at,
        )
        .values(tries=SIGN_IN.c.tries + 1)
        .returning(SIGN_IN)
    ).one_or_none()
    if row is None:
        return None
    return Tried(
        sign_in_id=row.sign_in_id,
        standing=standing.of_row(row, Site(row.site)),
        otp_digest=row.otp_digest,
        tries=row.tries,
    )


def use(tx: Session, sign_in_id: UUID, *, at: datetime) -> None:
    """Note that the sign-in led to a session; it can't again."""
    tx.execute(
        update(SIGN_IN).where(SIGN_IN.c.sign_in_id == sign_in_id).values(used_at=at)
    )
