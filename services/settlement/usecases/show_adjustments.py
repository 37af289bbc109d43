"""The adjustments of a campaign, and one of them as others see it."""

from typing import Final

from sqlalchemy.orm import Session

from machiken.contracts.settlement import (
    Adjustments,
    AdjustmentsQuery,
    AdjustmentView,
)
from services.settlement.domain.adjustment import Adjustment
from services.settlement.store import adjustments
from services.settlement.usecases.sealed_cycle import campaign_of

SHOWN_MAX: Final = 200


def show_adjustments(tx: Session, request: AdjustmentsQuery) -> Adjustments:
    """Return the latest adjustments, newest first. Raises `LedgerCampaignUnknown`."""
    campaign_id = campaign_of(tx, request.issuer_code)
    latest = adjustments.latest(tx, campaign_id, limit=SHOWN_MAX)
    return Adjustments(adjustments=tuple(view(each) for each in latest))


def view(adjustment: Adjustment) -> AdjustmentView:
    """Return an adjustment as the office sees it."""
    return AdjustmentView(
        adjustment_id=adjustment.adjustment_id,
        merchant_code=adjustment.merchant_code,
        amount=adjustment.amount,
        reason=adjustment.reason,
        proposed_by=adjustment.proposer,
        proposed_at=adjustment.proposed_at,
        approved=adjustment.approved,
        decided_by=adjustment.decider,
        taken_on=adjustment.taken_on,
    )
