"""Propose to correct a closed half-month, in the merchant's next statement."""

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.actor import Actor
from machiken.contracts.settlement import (
    AdjustmentView,
    ExportMerchantUnknown,
    IdReused,
    ProposeAdjustment,
    SettlementAct,
)
from services.settlement.domain.adjustment import Adjustment, acceptable
from services.settlement.domain.two_persons import shown_as
from services.settlement.store import acts, adjustments, merchants
from services.settlement.usecases.sealed_cycle import campaign_of
from services.settlement.usecases.show_adjustments import view


def propose_adjustment(
    tx: Session, request: ProposeAdjustment, actor: Actor
) -> AdjustmentView:
    """Return the adjustment, which waits for another person's decision.

    Raises `AdjustmentOff`, `ExportMerchantUnknown`, `LedgerCampaignUnknown` and
    `IdReused`.
    """
    reason = acceptable(request)
    campaign_id = campaign_of(tx, request.issuer_code)
    payee = merchants.payees(tx, campaign_id).get(request.merchant_code)
    if payee is None:
        raise ExportMerchantUnknown
    proposed = Adjustment(
        adjustment_id=request.adjustment_id,
        campaign_id=campaign_id,
        issuer_code=request.issuer_code,
        merchant_id=payee.merchant_id,
        merchant_code=payee.merchant_code,
        amount=request.amount,
        reason=reason,
        proposed_by=actor.subject,
        proposer=shown_as(actor),
        proposed_at=clock.now(tx),
    )
    earlier = adjustments.lock(tx, request.adjustment_id)
    if earlier is not None:
        return _same_again(earlier, proposed)
    adjustments.add(tx, proposed)
    _write_down(tx, proposed, actor)
    return view(proposed)


def _same_again(earlier: Adjustment, proposed: Adjustment) -> AdjustmentView:
    for name in ("merchant_id", "amount", "reason", "proposed_by"):
        if getattr(earlier, name) != getattr(proposed, name):
            raise IdReused
    return view(earlier)


def _write_down(tx: Session, proposed: Adjustment, actor: Actor) -> None:
    act = acts.on_adjustment(
        SettlementAct.ADJUSTMENT_PROPOSED,
        proposed,
        amount_yen=proposed.amount.amount,
        reason=proposed.reason,
    )
    acts.note(tx, act, actor, at=proposed.proposed_at)
