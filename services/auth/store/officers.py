"""The office's own staff."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, select, update
from sqlalchemy.orm import Session

from machiken.contracts.actor import Role
from machiken.ids import StaffId
from services.auth.store.tables import AUTHENTICATOR, PASSWORD, STAFF


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Somebody of the office, as the database has him."""

    staff_id: StaffId
    login_id: str
    name: str
    email: str
    role: Role
    since: datetime
    disabled_at: datetime | None
    initial_until: datetime | None
    has_authenticator: bool


def everybody(tx: Session) -> list[Kept]:
    """Return all who work in the office, by their login ids."""
    return [_kept(row) for row in tx.execute(_officers().order_by(STAFF.c.login_id))]


def find(tx: Session, staff_id: StaffId) -> Kept | None:
    """Return one of them."""
    found = tx.execute(_officers().where(STAFF.c.staff_id == staff_id)).one_or_none()
    return None if found is None else _kept(found)


def administrators(tx: Session) -> int:
    """Return how many administrators may come in."""
    return tx.execute(
        select(func.count())
        .select_from(STAFF)
        .where(
            STAFF.c.office_role == Role.OFFICE_ADMINISTRATOR.value,
            STAFF.c.disabled_at.is_(None),
        )
    ).scalar_one()


def set_role(tx: Session, staff_id: StaffId, role: Role) -> None:
    """Give somebody another role."""
    _set(tx, staff_id, office_role=role.value)


def set_disabled(tx: Session, staff_id: StaffId, at: datetime | None) -> None:
    """Let somebody come in no more since `at`, or again where it is None."""
    _set(tx, staff_id, disabled_at=at)


def _set(tx: Session, staff_id: StaffId, **values: object) -> None:
    tx.execute(update(STAFF).where(STAFF.c.staff_id == staff_id).values(**values))


def _officers() -> Select[Any]:
    return (
        select(STAFF, PASSWORD.c.expires_at, AUTHENTICATOR.c.confirmed_at)
        .join(PASSWORD, PASSWORD.c.staff_id == STAFF.c.staff_id)
        .outerjoin(AUTHENTICATOR, AUTHENTICATOR.c.staff_id == STAFF.c.staff_id)
        .where(STAFF.c.company_id.is_(None), PASSWORD.c.replaced_at.is_(None))
    )


def _kept(row: Row[Any]) -> Kept:
    return Kept(
        staff_id=StaffId(row.staff_id),
        login_id=row.login_id,
        name=row.name,
        email=row.email,
        role=Role(row.office_role),
        since=row.registered_at,
        disabled_at=row.disabled_at,
        initial_until=row.expires_at,
        has_authenticator=row.confirmed_at is not None,
    )
