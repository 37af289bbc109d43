"""Invitations to people who are registered already."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from machiken.contracts.auth import StaffInvited
from services.auth.domain.initial_password import InitialPassword
from services.auth.domain.standing import Standing
from services.auth.store.tables import COMPANY, MERCHANT, STAFF


def of(
    tx: Session, his: Standing, initial: InitialPassword, expires_at: datetime
) -> StaffInvited:
    """Return the invitation to come in as `his` standing says."""
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
        .outerjoin(MERCHANT, MERCHANT.c.merchant_id == his.merchant_id)
        .where(STAFF.c.staff_id == his.staff_id)
    ).one()
    return StaffInvited(
        staff_id=his.staff_id,
        role=his.role,
        initial_password=initial.sealed,
        password_expires_at=expires_at,
        **row._asdict(),
    )
