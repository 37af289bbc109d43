"""Wrong numbers, each counted for ever: by person, and by device where it is known."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from machiken.ids import StaffId
from services.auth.domain.guess_budget import WITHIN, Spent
from services.auth.store.tables import PASSWORD, WRONG_NUMBER


def spent(
    tx: Session, staff_id: StaffId, device_id: UUID | None, *, at: datetime
) -> Spent:
    """Return what was guessed wrong; the person is locked, so that it stays true."""
    his = (
        WRONG_NUMBER.c.staff_id == staff_id,
        WRONG_NUMBER.c.device_id.is_not_distinct_from(device_id),
    )
    set_at = (
        select(PASSWORD.c.set_at)
        .where(PASSWORD.c.staff_id == staff_id, PASSWORD.c.replaced_at.is_(None))
        .scalar_subquery()
    )
    moment = WRONG_NUMBER.c.at
    lately = select(moment).where(*his, moment > at - WITHIN).order_by(moment)
    in_all = select(func.count()).select_from(WRONG_NUMBER)
    return Spent(
        lately=list(tx.execute(lately).scalars()),
        since_password=tx.execute(in_all.where(*his, moment >= set_at)).scalar_one(),
    )


def record(
    tx: Session, staff_id: StaffId, device_id: UUID | None, *, at: datetime
) -> None:
    """Count a wrong number."""
    tx.execute(
        insert(WRONG_NUMBER).values(staff_id=staff_id, device_id=device_id, at=at)
    )
