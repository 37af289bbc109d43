"""Members of merchants: who belongs to which, as what, and whether he may come in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, Select, case, select, update
from sqlalchemy.orm import Session

from machiken.contracts.actor import Role
from machiken.ids import MerchantId, StaffId
from services.auth.store.tables import MEMBERSHIP, PASSWORD, STAFF

_ORDER: Final = case(
    (MEMBERSHIP.c.role == Role.REPRESENTATIVE, 1),
    (MEMBERSHIP.c.role == Role.MANAGER, 2),
    else_=3,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody as he belongs to one merchant."""

    staff_id: StaffId
    merchant_id: MerchantId
    login_id: str
    name: str
    email: str
    role: Role
    since: datetime
    disabled_at: datetime | None
    initial_until: datetime | None
    """Until when his initial password is good; None where he chose his own."""


def of_merchant(tx: Session, merchant_id: MerchantId) -> Sequence[Member]:
    """Return who belongs to the merchant, the representative first."""
    rows = tx.execute(
        _members()
        .where(MEMBERSHIP.c.merchant_id == merchant_id)
        .order_by(_ORDER, STAFF.c.login_id)
    )
    return [_member(row) for row in rows]


def find(tx: Session, staff_id: StaffId, merchant_id: MerchantId) -> Member | None:
    """Return how somebody belongs to the merchant, or None where he does not."""
    row = tx.execute(
        _members().where(
            MEMBERSHIP.c.merchant_id == merchant_id, MEMBERSHIP.c.staff_id == staff_id
        )
    ).one_or_none()
    return None if row is None else _member(row)


def find_by_login_id(
    tx: Session, login_id: str, merchant_id: MerchantId
) -> Member | None:
    """Return the merchant's member with this login id, or None."""
    row = tx.execute(
        _members().where(
            MEMBERSHIP.c.merchant_id == merchant_id, STAFF.c.login_id == login_id
        )
    ).one_or_none()
    return None if row is None else _member(row)


def set_disabled(tx: Session, member: Member, disabled_at: datetime | None) -> None:
    """Let somebody come in at the merchant no more, or again (None)."""
    _change(tx, member, disabled_at=disabled_at)


def set_role(tx: Session, member: Member, role: Role) -> None:
    """Make somebody something else at the merchant."""
    _change(tx, member, role=role)


def _change(tx: Session, member: Member, **values: object) -> None:
    tx.execute(
        update(MEMBERSHIP)
        .where(
            MEMBERSHIP.c.staff_id == member.staff_id,
            MEMBERSHIP.c.merchant_id == member.merchant_id,
        )
        .values(**values)
    )


def _members() -> Select[Any]:
    return (
        select(
            MEMBERSHIP,
            STAFF.c.login_id,
            STAFF.c.name,
            STAFF.c.email,
            PASSWORD.c.expires_at,
        )
        .join(STAFF, STAFF.c.staff_id == MEMBERSHIP.c.staff_id)
        .join(PASSWORD, PASSWORD.c.staff_id == STAFF.c.staff_id)
        .where(PASSWORD.c.replaced_at.is_(None))
    )


def _member(row: Row[Any]) -> Member:
    return Member(
        staff_id=StaffId(row.staff_id),
        merchant_id=MerchantId(row.merchant_id),
        login_id=row.login_id,
        name=row.name,
        email=row.email,
        role=Role(row.role),
        since=row.since,
        disabled_at=row.disabled_at,
        initial_until=row.expires_at,
    )
