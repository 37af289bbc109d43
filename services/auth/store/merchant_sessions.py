"""The sessions by which people are in for a merchant, all ended at once."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, exists, or_, select, update
from sqlalchemy.orm import Session

from machiken.contracts.auth import EndedSession, MerchantState, Site
from machiken.ids import MerchantId
from services.auth.store.tables import MERCHANT, REMEMBERED, SESSION


def end(tx: Session, merchant_id: MerchantId, *, at: datetime) -> list[EndedSession]:
    """End what stands on the merchant, and on its company if no other is left."""
    for table in (REMEMBERED, SESSION):
        ended = tx.execute(
            update(table)
            .where(_stands_on(table, merchant_id), table.c.ended_at.is_(None))
            .values(ended_at=at)
            .returning(table)
        ).all()
    return [
        EndedSession(site=Site(row.site), secret_digest=row.secret_digest.hex())
        for row in ended
    ]


def _stands_on(table: Table, merchant_id: MerchantId) -> ColumnElement[bool]:
    others = MERCHANT.alias()
    company: Any = (
        select(MERCHANT.c.company_id)
        .where(
            MERCHANT.c.merchant_id == merchant_id,
            ~exists().where(
                others.c.company_id == MERCHANT.c.company_id,
                others.c.state != MerchantState.SUSPENDED.value,
            ),
        )
        .scalar_subquery()
    )
    return or_(table.c.merchant_id == merchant_id, table.c.company_id == company)
