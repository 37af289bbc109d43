"""Invitations to people who are registered already."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from machiken.contracts.auth import StaffInvited
from machiken.ids import MerchantId, StaffId
from services.auth.domain.initial_password import InitialPassword
from services.auth.domain.standing import Standing
from services.auth.store.held_invitations import Held
from services.auth.store.tables import COMPANY, MERCHANT, STAFF


def of(
    tx: Session, his: Standing, initial: InitialPassword, expires_at: datetime
) -> StaffInvited:
    """Return the invitation to come in as `his` standing says."""
    row = _told(tx, his.staff_id, his.merchant_id)
    return StaffInvited(
        staff_id=his.staff_id,
        role=his.role,
        initial_password=initial.sealed,
        password_expires_at=expires_at,
        **row,
    )


def of_held(tx: Session, held: Held, *, expires_at: datetime) -> StaffInvited:
    """Return the invitation that a registration had held back."""
    return StaffInvited(
        staff_id=held.staff_id,
        role=held.role,
        initial_password=held.initial_password,
        password_expires_at=expires_at,
        **_told(tx, held.staff_id, held.merchant_id),
    )


def _told(
    tx: Session, staff_id: StaffId, merchant_id: MerchantId | None
) -> dict[str, Any]:
    row = tx.execute(
        select(
            STAFF.c.name.label("staff_name"),
            STAFF.c.email,
            STAFF.c.login_id,
            COMPANY.c.campaign_id,
            COMPANY.c.company_code,
            MERCHANT.c.merchant_id,
            MERCHANT.c.merchant_code,
            MERCHANT.c.name.label("merchant_name"),
        )
        .outerjoin(COMPANY, COMPANY.c.company_id == STAFF.c.company_id)
        .outerjoin(MERCHANT, MERCHANT.c.merchant_id == merchant_id)
        .where(STAFF.c.staff_id == staff_id)
    ).one()
    return row._asdict()
