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
from services.settlement.domain.payout import Payout
from services.settlement.domain.payout_states import Step
from services.settlement.domain.two_persons import refuse_same, shown_as
from services.settlement.store import acts, payouts, transfers
from services.settlement.usecases.overtaken import refuse_overtaken
from services.settlement.usecases.payout_view import find, whole_view

_UNDECIDED = {
    True: {PayoutState.PREPARED},
    False: {PayoutState.PREPARED, PayoutState.APPROVED},
}
"""From which states a payout is approved or rejected."""


def decide_payout(tx: Session, request: DecidePayout, actor: Actor) -> PayoutView:
    """Return the payout as decided. A rejected one lets its statements go.

    Until its file is made, an approval is taken back by a rejection. Raises
    `PayoutUnknown`, `SamePerson`, `AlreadyDecided`, `StepNotPossible`, and for an
    approval the refusals of `refuse_overtaken`.
    """
    payout = find(tx, request.payout_id)
    refuse_same(payout.prepared_by, actor)
    if payout.state not in _UNDECIDED[request.approved]:
        if request.approved == (payout.state is PayoutState.REJECTED):
            raise AlreadyDecided
        return whole_view(tx, payout)
    (_approve if request.approved else _let_go)(tx, payout)
    at = clock.now(tx)
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


def _approve(tx: Session, payout: Payout) -> None:
    own = transfers.of_payout(tx, payout.payout_id)
    refuse_overtaken(tx, payout, own)
    statements = [each.statement_id for each in own]
    payouts.step(tx, statements, Step.APPROVE, at=clock.now(tx))


def _let_go(tx: Session, payout: Payout) -> None:
    if payout.state is PayoutState.APPROVED:
        own = transfers.of_payout(tx, payout.payout_id)
        statements = [each.statement_id for each in own]
        payouts.step(tx, statements, Step.TAKE_BACK, at=clock.now(tx))
    payouts.withdraw(tx, payout.payout_id)
