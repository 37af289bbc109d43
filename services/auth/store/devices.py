"""Devices on which somebody signed in before."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import delete, exists, insert, select, update
from sqlalchemy.orm import Session

from machiken.ids import StaffId
from services.auth.domain import browser_secret
from services.auth.store.tables import DEVICE


def find(tx: Session, secret: str, staff_id: StaffId | None) -> UUID | None:
    """Return the device that this secret stands for, if it is this person's."""
    row = tx.execute(
        select(DEVICE.c.device_id, DEVICE.c.staff_id).where(
            DEVICE.c.secret_digest == browser_secret.digest(secret)
        )
    ).one_or_none()
    return None if row is None or row.staff_id != staff_id else row.device_id


def of_people(tx: Session, ids: Sequence[StaffId]) -> dict[StaffId, list[UUID]]:
    """Return the devices on which these people have signed in."""
    found: dict[StaffId, list[UUID]] = {}
    rows = tx.execute(
        select(DEVICE.c.staff_id, DEVICE.c.device_id).where(DEVICE.c.staff_id.in_(ids))
    )
    for row in rows:
        found.setdefault(StaffId(row.staff_id), []).append(row.device_id)
    return found


def is_first(tx: Session, staff_id: StaffId) -> bool:
    """Return whether the person has signed in on no device so far."""
    return not tx.execute(
        select(exists().where(DEVICE.c.staff_id == staff_id))
    ).scalar_one()


def record(tx: Session, staff_id: StaffId, *, at: datetime) -> str:
    """Know a device from now on; return the secret that it keeps."""
    secret = browser_secret.new()
    tx.execute(
        insert(DEVICE).values(
            device_id=uuid4(),
            staff_id=staff_id,
            secret_digest=browser_secret.digest(secret),
            known_since=at,
            last_seen_at=at,
        )
    )
    return secret


def see(tx: Session, device_id: UUID, *, at: datetime) -> None:
    """Note that somebody signed in on the device again."""
    tx.execute(
        update(DEVICE).where(DEVICE.c.device_id == device_id).values(last_seen_at=at)
    )


def forget(tx: Session, staff_id: StaffId) -> None:
    """Know none of the person's devices any more: one may be a thief's."""
    tx.execute(delete(DEVICE).where(DEVICE.c.staff_id == staff_id))
