"""A company's statements, with where their money is."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Row, Select, and_, func, select
from sqlalchemy.orm import Session

from machiken.contracts.settlement import StatementState, StatementView
from machiken.ids import CampaignId, CompanyId, MerchantCode, StatementId
from machiken.money import Yen
from services.settlement.store import accounts
from services.settlement.store.tables import (
    PAYOUT,
    SEALED_PERIOD,
    STANDING,
    STATEMENT,
    TRANSFER,
)


def of_company(
    tx: Session, company_id: CompanyId, campaign_id: CampaignId
) -> Iterator[StatementView]:
    """Yield the statements of the company's merchants, the latest first."""
    found = (
        _statements()
        .where(STATEMENT.c.company_id == company_id)
        .where(STATEMENT.c.campaign_id == campaign_id)
        .order_by(STATEMENT.c.last_on.desc(), STATEMENT.c.merchant_code)
    )
    tails = accounts.tails(tx, campaign_id)
    for row in tx.execute(found):
        yield _view(row, row.number_tail or tails.get(row.merchant_code, ""))


def _statements() -> Select[Any]:
    """Select statements with their state, half-month and latest transfer."""
    each = TRANSFER.alias("each")
    latest = (
        select(func.max(each.c.transfer_no))
        .where(each.c.statement_id == STATEMENT.c.statement_id)
        .where(each.c.outcome.is_distinct_from("withdrawn"))
        .correlate(STATEMENT)
    )
    same_cycle = and_(
        SEALED_PERIOD.c.campaign_id == STATEMENT.c.campaign_id,
        SEALED_PERIOD.c.last_on == STATEMENT.c.last_on,
    )
    return (
        select(
            STATEMENT,
            STANDING.c.state,
            SEALED_PERIOD.c.first_on,
            SEALED_PERIOD.c.pay_by,
            TRANSFER.c.number_tail,
            PAYOUT.c.pay_on,
            PAYOUT.c.issued_at,
        )
        .join(STANDING, STANDING.c.statement_id == STATEMENT.c.statement_id)
        .join(SEALED_PERIOD, same_cycle)
        .outerjoin(TRANSFER, TRANSFER.c.transfer_no == latest.scalar_subquery())
        .outerjoin(PAYOUT, PAYOUT.c.payout_id == TRANSFER.c.payout_id)
    )


def _view(row: Row[Any], account_tail: str) -> StatementView:
    return StatementView(
        statement_id=StatementId(row.statement_id),
        merchant_code=MerchantCode(row.merchant_code),
        merchant_name=row.merchant_name,
        first_on=row.first_on,
        last_on=row.last_on,
        pay_by=row.pay_by,
        payments=row.payments,
        paid=Yen(row.paid_yen),
        refunds=row.refunds,
        refunded=Yen(row.refunded_yen),
        adjusted=Yen(row.adjusted_yen),
        carried=Yen(row.carried_yen),
        net=Yen(row.net_yen),
        state=StatementState(row.state),
        account_tail=account_tail,
        pay_on=row.pay_on if row.issued_at else None,
        sha256=row.sha256,
    )
