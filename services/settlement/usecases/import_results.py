"""Tell the books what the bank told of a payout: paid, or returned and why."""

from uuid import UUID, uuid5

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.actor import Actor
from machiken.contracts.settlement import (
    ImportResults,
    Outcome,
    PayoutState,
    PayoutView,
    ResultsForeign,
    SettlementAct,
    StepNotPossible,
)
from machiken.ids import EventId, IssuerCode
from services.settlement.domain.accounts import Kind
from services.settlement.domain.journal import Payable, of_our_own
from services.settlement.domain.payout import Payout
from services.settlement.domain.payout_states import Step
from services.settlement.domain.results import Result, read
from services.settlement.domain.two_persons import shown_as
from services.settlement.store import acts, ledger, payouts, transfers
from services.settlement.store.transfers import KeptTransfer
from services.settlement.usecases.payout_view import find, whole_view

_STEPS = {Outcome.PAID: Step.PAY, Outcome.RETURNED: Step.RETURN}


def import_results(tx: Session, request: ImportResults, actor: Actor) -> PayoutView:
    """Return the payout with what the bank told; the same results again do nothing.

    All lines are taken or none. Raises `ResultsUnreadable`, `ResultsTwice`,
    `ResultsForeign`, `PayoutUnknown` and `StepNotPossible`.
    """
    results = read(request.content)
    payout = find(tx, request.payout_id)
    if payout.state is not PayoutState.ISSUED:
        raise StepNotPossible(state=payout.state.value)
    own = {each.transfer_no: each for each in transfers.of_payout(tx, payout.payout_id)}
    for result in results:
        _refuse_foreign(payout, own.get(result.transfer_no), result)
    for result in results:
        transfer = own[result.transfer_no]
        if transfer.outcome != result.outcome:
            _tell(tx, payout, transfer, result, actor)
    taken, lines = SettlementAct.RESULTS_IMPORTED, len(results)
    act = acts.on_payout(taken, payout, lines=lines)
    acts.note(tx, act, actor, at=clock.now(tx))
    return whole_view(tx, payout)


def _refuse_foreign(
    payout: Payout, transfer: KeptTransfer | None, result: Result
) -> None:
    same = (
        transfer is not None
        and result.payout_no == payout.payout_no
        and result.amount == transfer.amount
    )
    if not same:
        raise ResultsForeign(line=str(result.line))


def _tell(
    tx: Session,
    payout: Payout,
    transfer: KeptTransfer,
    result: Result,
    actor: Actor,
) -> None:
    if transfer.outcome == Outcome.RETURNED:
        # What came back may be on its way again, by another transfer.
        raise StepNotPossible(state=Outcome.RETURNED.value)
    at = clock.now(tx)
    payouts.step(tx, [transfer.statement_id], _STEPS[result.outcome], at=at)
    transfers.tell(tx, transfer.transfer_no, result.outcome, result.reason, result.fee)
    if result.outcome is Outcome.RETURNED and transfer.outcome is None:
        return  # it never arrived, so the books never said that it did
    kind = Kind.PAID_OUT if result.outcome is Outcome.PAID else Kind.SENT_BACK
    payable = Payable(
        campaign_id=payout.campaign_id,
        issuer_code=IssuerCode(payout.issuer_code),
        merchant_id=transfer.merchant_id,
        merchant_code=transfer.merchant_code,
        last_on=transfer.last_on,
    )
    journal = of_our_own(kind, payable, transfer.amount, by=shown_as(actor), at=at)
    name = f"{transfer.transfer_no} {kind.value}"
    ledger.write(tx, journal, EventId(uuid5(UUID(str(payout.payout_id)), name)))
