"""Sealed half-months at a glance, with the states of their statements."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from machiken.contracts.settlement import ClosingLine, StatementState
from machiken.ids import CampaignId
from machiken.money import Yen
from services.settlement.store.tables import (
    CLOSING,
    SEALED_PERIOD,
    STANDING,
    STATEMENT,
)


def of_campaign(tx: Session, campaign_id: CampaignId) -> Iterator[ClosingLine]:
    """Yield the campaign's sealed half-months, the latest first."""
    states = _states(tx, campaign_id)
    same = and_(
        CLOSING.c.campaign_id == SEALED_PERIOD.c.campaign_id,
        CLOSING.c.last_on == SEALED_PERIOD.c.last_on,
    )
    rows = tx.execute(
        select(
            SEALED_PERIOD,
            CLOSING.c.closed_at,
            func.coalesce(CLOSING.c.statements, 0).label("statements"),
            func.coalesce(CLOSING.c.net_yen, 0).label("net_yen"),
        )
        .outerjoin(CLOSING, same)
        .where(SEALED_PERIOD.c.campaign_id == campaign_id)
        .order_by(SEALED_PERIOD.c.last_on.desc())
    )
    for row in rows:
        yield ClosingLine(
            first_on=row.first_on,
            last_on=row.last_on,
            pay_by=row.pay_by,
            closed_at=row.closed_at,
            statements=row.statements,
            net=Yen(row.net_yen),
            states=states[row.last_on],
        )


def _states(
    tx: Session, campaign_id: CampaignId
) -> defaultdict[date, dict[StatementState, int]]:
    counted: defaultdict[date, dict[StatementState, int]] = defaultdict(dict)
    rows = tx.execute(
        select(STATEMENT.c.last_on, STANDING.c.state, func.count())
        .join(STANDING)
        .where(STATEMENT.c.campaign_id == campaign_id)
        .where(STATEMENT.c.net_yen > 0)
        .group_by(STATEMENT.c.last_on, STANDING.c.state)
    )
    for last_on, state, count in rows:
        counted[last_on][StatementState(state)] = count
    return counted
