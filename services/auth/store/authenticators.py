"""Who makes his number by an app, and what is left of his spare codes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from machiken.confidential import Sealed
from machiken.ids import StaffId
from services.auth.store.tables import AUTHENTICATOR, RECOVERY_CODE


@dataclass(frozen=True, slots=True, kw_only=True)
class Authenticator:
    """Somebody's app: its sealed secret, and the last step of time that was taken."""

    staff_id: StaffId
    sealed_secret: Sealed
    begun_at: datetime
    confirmed_at: datetime | None
    """None while its first digits were not typed yet: it proves nothing."""
    last_step: int | None


def find(tx: Session, staff_id: StaffId) -> Authenticator | None:
    """Return the person's app, be it confirmed or not."""
    row = tx.execute(
        select(AUTHENTICATOR).where(AUTHENTICATOR.c.staff_id == staff_id)
    ).one_or_none()
    if row is None:
        return None
    return Authenticator(
        staff_id=staff_id,
        sealed_secret=Sealed(row.sealed_secret),
        begun_at=row.begun_at,
        confirmed_at=row.confirmed_at,
        last_step=row.last_step,
    )


def confirmed(tx: Session, staff_id: StaffId) -> Authenticator | None:
    """Return the app that the person is asked for, or None where mail is."""
    found = find(tx, staff_id)
    return found if found is not None and found.confirmed_at is not None else None


def begin(tx: Session, staff_id: StaffId, sealed: Sealed, *, at: datetime) -> None:
    """Have a new secret wait for its first digits; one that waited before is void."""
    waiting = upsert(AUTHENTICATOR).values(
        staff_id=staff_id, sealed_secret=sealed, begun_at=at
    )
    changes = {"sealed_secret": sealed, "begun_at": at}
    tx.execute(
        waiting.on_conflict_do_update(
            index_elements=["staff_id"],
            set_=changes,
            where=AUTHENTICATOR.c.confirmed_at.is_(None),
        )
    )


def confirm(tx: Session, staff_id: StaffId, step: int, *, at: datetime) -> None:
    """Ask for the app's digits from now on; those of `step` are used."""
    tx.execute(
        update(AUTHENTICATOR)
        .where(AUTHENTICATOR.c.staff_id == staff_id)
        .values(confirmed_at=at, last_step=step)
    )


def take_step(tx: Session, staff_id: StaffId, step: int, sealed: Sealed) -> bool:
    """Return whether the step was still to be taken; it is now.

    One statement: of those who bring the same digits at once, one comes in.
    """
    taken = tx.execute(
        update(AUTHENTICATOR)
        .where(AUTHENTICATOR.c.staff_id == staff_id, AUTHENTICATOR.c.last_step < step)
        .values(last_step=step, sealed_secret=sealed)
        .returning(AUTHENTICATOR.c.staff_id)
    )
    return taken.one_or_none() is not None


def remove(tx: Session, staff_id: StaffId) -> bool:
    """Return whether there was a confirmed one; there is none now, nor codes."""
    tx.execute(delete(RECOVERY_CODE).where(RECOVERY_CODE.c.staff_id == staff_id))
    gone = tx.execute(
        delete(AUTHENTICATOR)
        .where(AUTHENTICATOR.c.staff_id == staff_id)
        .returning(AUTHENTICATOR.c.confirmed_at)
    ).one_or_none()
    return gone is not None and gone.confirmed_at is not None


def give_codes(tx: Session, staff_id: StaffId, digests: Sequence[bytes]) -> None:
    """Give the person these spare codes and no others."""
    tx.execute(delete(RECOVERY_CODE).where(RECOVERY_CODE.c.staff_id == staff_id))
    rows = [{"code_digest": each, "staff_id": staff_id} for each in digests]
    tx.execute(insert(RECOVERY_CODE), rows)


def take_code(tx: Session, staff_id: StaffId, digest: bytes, *, at: datetime) -> bool:
    """Return whether it is a spare code of the person's that was still good."""
    taken = tx.execute(
        update(RECOVERY_CODE)
        .where(
            RECOVERY_CODE.c.code_digest == digest,
            RECOVERY_CODE.c.staff_id == staff_id,
            RECOVERY_CODE.c.used_at.is_(None),
        )
        .values(used_at=at)
        .returning(RECOVERY_CODE.c.staff_id)
    )
    return taken.one_or_none() is not None


def codes_left(tx: Session, staff_id: StaffId) -> int:
    """Return how many spare codes are still good."""
    return tx.execute(
        select(func.count())
        .select_from(RECOVERY_CODE)
        .where(RECOVERY_CODE.c.staff_id == staff_id, RECOVERY_CODE.c.used_at.is_(None))
    ).scalar_one()
