"""Approve or reject an adjustment that somebody else proposed."""

from dataclasses import replace

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.actor import Actor
from machiken.contracts.settlement import (
    AdjustmentUnknown,
    AdjustmentView,
    AlreadyDecided,
    DecideAdjustment,
    SettlementAct,
)
from services.settlement.domain.two_persons import refuse_same, shown_as
from services.settlement.store import acts, adjustments
from services.settlement.usecases.propose_adjustment import refuse_too_late
from services.settlement.usecases.show_adjustments import view


def decide_adjustment(
    tx: Session, request: DecideAdjustment, actor: Actor
) -> AdjustmentView:
    """Return the adjustment as decided; the next closing takes in what is approved.

    Raises `AdjustmentUnknown`, `SamePerson`, `AlreadyDecided`, and `NoClosingLeft` for
    an approval that comes after the last closing.
    """
    proposed = adjustments.lock(tx, request.adjustment_id)
    if proposed is None:
        raise AdjustmentUnknown
    refuse_same(proposed.proposed_by, actor)
    if proposed.approved is not None:
        if proposed.approved != request.approved:
            raise AlreadyDecided
        return view(proposed)
    if request.approved:
        refuse_too_late(tx, proposed.campaign_id)
    at = clock.now(tx)
    adjustments.decide(
        tx,
        proposed.adjustment_id,
        approved=request.approved,
        by=(actor.subject, shown_as(actor)),
        at=at,
    )
    decided, facts = SettlementAct.ADJUSTMENT_DECIDED, {"approved": request.approved}
    act = acts.on_adjustment(decided, proposed, **facts)
    acts.note(tx, act, actor, at=at)
    return view(replace(proposed, approved=request.approved, decider=shown_as(actor)))
