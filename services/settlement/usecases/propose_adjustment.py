"""Propose to correct a closed half-month, in the merchant's next statement."""

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.actor import Actor
from machiken.contracts.settlement import (
    AdjustmentView,
    ExportMerchantUnknown,
    IdReused,
    NoClosingLeft,
    ProposeAdjustment,
    SettlementAct,
)
from machiken.ids import CampaignId
from machiken.town_time import town_day
from services.settlement.domain.adjustment import Adjustment, acceptable
from services.settlement.domain.two_persons import shown_as
from services.settlement.store import acts, adjustments, campaigns, closings, merchants
from services.settlement.usecases.sealed_cycle import campaign_of
from services.settlement.usecases.show_adjustments import view


def propose_adjustment(
    tx: Session, request: ProposeAdjustment, actor: Actor
) -> AdjustmentView:
    """Return the adjustment, which waits for another person's decision.

    Raises `AdjustmentOff`, `ExportMerchantUnknown`, `LedgerCampaignUnknown`, `IdReused`
    and `NoClosingLeft`.
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
    refuse_too_late(tx, campaign_id)
    adjustments.add(tx, proposed)
    _write_down(tx, proposed, actor)
    return view(proposed)


def refuse_too_late(tx: Session, campaign_id: CampaignId) -> None:
    """Do nothing while a closing is to come. Raises `NoClosingLeft`."""
    last_on = campaigns.last_day(tx, campaign_id)
    if last_on is None or town_day(clock.now(tx)) <= last_on:
        return
    closings.lock(tx, campaign_id)  # the last closing may be on its way
    cycle = closings.find_cycle(tx, campaign_id, last_on)
    if cycle is not None and closings.find(tx, cycle) is not None:
        raise NoClosingLeft(last_on=last_on.isoformat())


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
