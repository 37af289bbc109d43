"""The record of who came in and who tried to; it is only ever added to."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Row,
    Text,
    and_,
    cast,
    insert,
    or_,
    select,
    true,
)
from sqlalchemy.orm import Session

from machiken.contracts.actor import NOBODY, Role
from machiken.contracts.auth import AuditLine, AuditPage, Happening, Site
from machiken.ids import MerchantId, StaffId
from services.auth.domain.audit import AuditEntry
from services.auth.store import people
from services.auth.store.tables import AUDIT, MEMBERSHIP, MERCHANT, STAFF

LINES_MAX: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which rows somebody wants to see; every condition that is given must hold."""

    staff_id: StaffId | None = None
    login_id: str = ""
    merchant_id: MerchantId | None = None
    happening: Happening | None = None
    since: datetime | None = None
    until: datetime | None = None
    """The first moment that is too late."""
    before: int | None = None
    """The row after which the page begins, going back."""
    actor: str = ""
    lines_max: int = LINES_MAX


def record(tx: Session, entry: AuditEntry, *, at: datetime) -> None:
    """Add what happened to the record, if and only if `tx` commits."""
    tx.execute(insert(AUDIT).values(at=at, **asdict(entry)))


def page(tx: Session, wanted: Wanted) -> AuditPage:
    """Return the newest rows that are wanted, at most `lines_max`."""
    rows = tx.execute(
        select(
            AUDIT,
            STAFF.c.login_id,
            STAFF.c.name,
            MERCHANT.c.merchant_code,
        )
        .outerjoin(STAFF, STAFF.c.staff_id == AUDIT.c.staff_id)
        .outerjoin(MERCHANT, MERCHANT.c.merchant_id == AUDIT.c.merchant_id)
        .where(*_conditions(wanted))
        .order_by(AUDIT.c.audit_id.desc())
        .limit(wanted.lines_max + 1)
    ).all()
    shown = rows[: wanted.lines_max]
    actors = people.login_ids(tx, (row.actor for row in shown))
    more = len(rows) > wanted.lines_max
    return AuditPage(
        lines=tuple(_line(row, actors) for row in shown),
        next_before=shown[-1].audit_id if more else None,
    )


def _conditions(wanted: Wanted) -> Sequence[ColumnElement[bool]]:
    given: Sequence[tuple[Any, Callable[[Any], ColumnElement[bool]]]] = [
        (wanted.staff_id, lambda staff_id: AUDIT.c.staff_id == staff_id),
        (wanted.login_id, lambda login_id: STAFF.c.login_id == login_id),
        (wanted.merchant_id, _at),
        (wanted.actor, _done_by),
        (wanted.happening, lambda happening: AUDIT.c.happening == happening),
        (wanted.since, lambda at: AUDIT.c.at >= at),
        (wanted.until, lambda at: AUDIT.c.at < at),
        (wanted.before, lambda audit_id: AUDIT.c.audit_id < audit_id),
    ]
    return [true(), *(condition(value) for value, condition in given if value)]


def _at(merchant_id: MerchantId) -> ColumnElement[bool]:
    # Where a row tells no merchant (a password's change), its people's are meant.
    people = select(MEMBERSHIP.c.staff_id).where(
        MEMBERSHIP.c.merchant_id == merchant_id
    )
    return or_(
        AUDIT.c.merchant_id == merchant_id,
        and_(AUDIT.c.merchant_id.is_(None), AUDIT.c.staff_id.in_(people)),
    )


def _done_by(actor: str) -> ColumnElement[bool]:
    ids = select(cast(STAFF.c.staff_id, Text)).where(STAFF.c.login_id == actor)
    return or_(AUDIT.c.actor == actor, AUDIT.c.actor.in_(ids))


def _line(row: Row[Any], actors: Mapping[str, str]) -> AuditLine:
    role = Role(row.actor_role)
    named = "" if role is NOBODY.role and row.actor not in actors else row.actor
    return AuditLine(
        audit_id=row.audit_id,
        at=row.at,
        happening=Happening(row.happening),
        actor_role=role,
        actor=actors.get(row.actor, named),
        login_id=row.login_id or "",
        staff_name=row.name or "",
        merchant_code=row.merchant_code or "",
        site=Site(row.site) if row.site else None,
        address=row.address or "",
        device=row.device or "",
        detail=row.detail,
    )
