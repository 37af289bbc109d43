"""Adjustments: proposed, decided by somebody else, taken into the next statement."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, insert, select, update
from sqlalchemy.orm import Session

from machiken.ids import AdjustmentId, CampaignId, IssuerCode, MerchantCode, MerchantId
from machiken.money import Yen
from services.settlement.domain.adjustment import Adjustment
from services.settlement.store.tables import ADJUSTMENT


def add(tx: Session, proposed: Adjustment) -> None:
    """Write down what was proposed."""
    tx.execute(
        insert(ADJUSTMENT).values(
            adjustment_id=proposed.adjustment_id,
            campaign_id=proposed.campaign_id,
            issuer_code=proposed.issuer_code,
            merchant_id=proposed.merchant_id,
            merchant_code=proposed.merchant_code,
            amount_yen=proposed.amount.amount,
            reason=proposed.reason,
            proposed_by=proposed.proposed_by,
            proposer=proposed.proposer,
            proposed_at=proposed.proposed_at,
        )
    )


def lock(tx: Session, adjustment_id: AdjustmentId) -> Adjustment | None:
    """Return the adjustment, locked until `tx` ends, or None."""
    row = tx.execute(
        select(ADJUSTMENT)
        .where(ADJUSTMENT.c.adjustment_id == adjustment_id)
        .with_for_update()
    ).first()
    return None if row is None else _adjustment(row)


def decide(
    tx: Session,
    adjustment_id: AdjustmentId,
    *,
    approved: bool,
    by: tuple[str, str],
    at: datetime,
) -> None:
    """Write down the decision, and whose it is: (subject, shown as)."""
    tx.execute(
        update(ADJUSTMENT)
        .where(ADJUSTMENT.c.adjustment_id == adjustment_id)
        .values(approved=approved, decided_by=by[0], decider=by[1], decided_at=at)
    )


def waiting(tx: Session, campaign_id: CampaignId) -> list[Adjustment]:
    """Return what was approved and no statement holds yet, by merchant and time."""
    rows = tx.execute(
        select(ADJUSTMENT)
        .where(ADJUSTMENT.c.campaign_id == campaign_id)
        .where(ADJUSTMENT.c.approved)
        .where(ADJUSTMENT.c.taken_on.is_(None))
        .order_by(ADJUSTMENT.c.merchant_code, ADJUSTMENT.c.proposed_at)
    )
    return [_adjustment(row) for row in rows]


def take(tx: Session, adjustment_id: AdjustmentId, last_on: date) -> None:
    """Note which half-month's statement holds the adjustment."""
    tx.execute(
        update(ADJUSTMENT)
        .where(ADJUSTMENT.c.adjustment_id == adjustment_id)
        .values(taken_on=last_on)
    )


def latest(tx: Session, campaign_id: CampaignId, *, limit: int) -> Iterator[Adjustment]:
    """Yield the campaign's adjustments, newest first."""
    rows = tx.execute(
        select(ADJUSTMENT)
        .where(ADJUSTMENT.c.campaign_id == campaign_id)
        .order_by(ADJUSTMENT.c.proposed_at.desc())
        .limit(limit)
    )
    for row in rows:
        yield _adjustment(row)


def _adjustment(row: Row[Any]) -> Adjustment:
    return Adjustment(
        adjustment_id=AdjustmentId(row.adjustment_id),
        campaign_id=CampaignId(row.campaign_id),
        issuer_code=IssuerCode(row.issuer_code),
        merchant_id=MerchantId(row.merchant_id),
        merchant_code=MerchantCode(row.merchant_code),
        amount=Yen(row.amount_yen),
        reason=row.reason,
        proposed_by=row.proposed_by,
        proposer=row.proposer,
        proposed_at=row.proposed_at,
        approved=row.approved,
        decider=row.decider,
        decided_at=row.decided_at,
        taken_on=row.taken_on,
    )
