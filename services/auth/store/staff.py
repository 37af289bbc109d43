"""People: who they are, where they belong, and the passwords they have."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, assert_never

from sqlalchemy import exists, func, insert, select, update
from sqlalchemy.orm import Session

from machiken.contracts.actor import Role
from machiken.contracts.auth import Site
from machiken.ids import CompanyId, MerchantId, StaffId
from services.auth.domain.account import Candidate
from services.auth.domain.initial_password import InitialPassword
from services.auth.domain.standing import Standing
from services.auth.store import passwords
from services.auth.store.tables import MEMBERSHIP, PASSWORD, STAFF


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody with an account, in a company or in the office."""

    staff_id: StaffId
    company_id: CompanyId | None
    office_role: Role | None
    login_id: str
    name: str
    email: str


def find(tx: Session, company_id: CompanyId | None, login_id: str) -> Person | None:
    """Return who has this login id in the company, or in the office if None."""
    row = tx.execute(
        select(STAFF).where(
            STAFF.c.company_id.is_not_distinct_from(company_id),
            STAFF.c.login_id == login_id,
        )
    ).one_or_none()
    if row is None:
        return None
    return Person(
        staff_id=StaffId(row.staff_id),
        company_id=company_id,
        office_role=Role(row.office_role) if row.office_role else None,
        login_id=row.login_id,
        name=row.name,
        email=row.email,
    )


def record(
    tx: Session, person: Person, initial: InitialPassword, *, at: datetime
) -> datetime:
    """Write somebody down with his initial password; return when that one expires."""
    values: dict[str, Any] = {
        name: getattr(person, name) for name in Person.__dataclass_fields__
    }
    tx.execute(insert(STAFF).values(**values, registered_at=at))
    return passwords.issue(tx, person.staff_id, initial, at=at)


def join(
    tx: Session, staff_id: StaffId, merchant_id: MerchantId, role: Role, *, at: datetime
) -> None:
    """Make somebody a member of the merchant."""
    tx.execute(
        insert(MEMBERSHIP).values(
            staff_id=staff_id, merchant_id=merchant_id, role=role, since=at
        )
    )


def lock_unchanged(tx: Session, candidate: Candidate) -> bool:
    """Return whether the candidate's password is still the one that was looked at.

    And whether he still is what he was: disabled in between, he does not come in. His
    row stays locked until `tx` ends: sign-ins of one person wait for each other.
    """
    his = candidate.standing
    present = lock_present(tx, his.staff_id, candidate.password.password_id)
    return present and _still_stands(tx, his)


def lock_present(tx: Session, staff_id: StaffId, password_id: int) -> bool:
    """Return whether this is still the person's password; he stays locked."""
    lock(tx, staff_id)
    current = tx.execute(
        select(PASSWORD.c.password_id).where(
            PASSWORD.c.staff_id == staff_id, PASSWORD.c.replaced_at.is_(None)
        )
    ).scalar_one_or_none()
    return current == password_id


def lock(tx: Session, staff_id: StaffId) -> None:
    """Make whatever else concerns this person's coming in wait until `tx` ends."""
    his = STAFF.c.staff_id == staff_id
    tx.execute(select(STAFF.c.staff_id).where(his).with_for_update(key_share=True))


def lock_both(tx: Session, one: StaffId, other: StaffId | None) -> None:
    """Lock two people as `lock` does, by their ids in order: none wait crosswise."""
    theirs = STAFF.c.staff_id.in_([one] if other is None else [one, other])
    tx.execute(
        select(STAFF.c.staff_id)
        .where(theirs)
        .order_by(STAFF.c.staff_id)
        .with_for_update(key_share=True)
    )


def lock_office(tx: Session) -> None:
    """Make other registrations of officers wait until `tx` ends.

    An advisory lock: the office has no row of its own that could be locked.
    """
    tx.execute(select(func.pg_advisory_xact_lock(func.hashtext("office"))))


def set_name(tx: Session, staff_id: StaffId, name: str) -> None:
    """Call somebody by another name."""
    tx.execute(update(STAFF).where(STAFF.c.staff_id == staff_id).values(name=name))


def set_email(tx: Session, staff_id: StaffId, email: str) -> None:
    """Write to somebody at another address."""
    tx.execute(update(STAFF).where(STAFF.c.staff_id == staff_id).values(email=email))


def _still_stands(tx: Session, his: Standing) -> bool:
    where = MEMBERSHIP.c.staff_id == his.staff_id, MEMBERSHIP.c.disabled_at.is_(None)
    match his.site:
        case Site.OFFICE:
            stands = exists().where(
                STAFF.c.staff_id == his.staff_id,
                STAFF.c.office_role == his.role,
                STAFF.c.disabled_at.is_(None),
            )
        case Site.PORTAL:
            stands = exists().where(*where, MEMBERSHIP.c.role == Role.REPRESENTATIVE)
        case Site.SHOP:
            here = MEMBERSHIP.c.merchant_id == his.merchant_id
            stands = exists().where(*where, here, MEMBERSHIP.c.role == his.role)
        case _:
            assert_never(his.site)
    return bool(tx.execute(select(stands)).scalar_one())
