"""Approve or reject a payout that somebody else prepared."""

from dataclasses import replace

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.actor import Actor
from machiken.contracts.settlement import (
    AlreadyDecided,
    DecidePayout,
    PayoutState,
    PayoutView,
    SettlementAct,
)
from services.settlement.domain.payout_states import Step
from services.settlement.domain.two_persons import refuse_same, shown_as
from services.settlement.store import acts, payouts, transfers
from services.settlement.usecases.payout_view import find, whole_view


def decide_payout(tx: Session, request: DecidePayout, actor: Actor) -> PayoutView:
    """Return the payout as decided. A rejected one lets its statements go.

    Raises `PayoutUnknown`, `SamePerson`, `AlreadyDecided` and `StepNotPossible`.
    """
    payout = find(tx, request.payout_id)
    refuse_same(payout.prepared_by, actor)
    if payout.state is not PayoutState.PREPARED:
        if request.approved == (payout.state is PayoutState.REJECTED):
            raise AlreadyDecided
        return whole_view(tx, payout)
    at = clock.now(tx)
    if request.approved:
        own = transfers.of_payout(tx, payout.payout_id)
        statements = [each.statement_id for each in own]
        payouts.step(tx, statements, Step.APPROVE, at=at)
    else:
        payouts.withdraw(tx, payout.payout_id)
    state = PayoutState.APPROVED if request.approved else PayoutState.REJECTED
    payouts.change(
        tx,
        payout.payout_id,
        state=state,
        decided_by=actor.subject,
        decider=shown_as(actor),
        decided_at=at,
    )
    yes, no = SettlementAct.PAYOUT_APPROVED, SettlementAct.PAYOUT_REJECTED
    act = acts.on_payout(yes if request.approved else no, payout)
    acts.note(tx, act, actor, at=at)
    return whole_view(tx, replace(payout, state=state, decider=shown_as(actor)))
