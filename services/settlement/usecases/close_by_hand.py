"""The office closes a half-month now, without waiting for the worker."""

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.actor import Actor
from machiken.contracts.settlement import ClosePeriod, ClosingView, SettlementAct
from services.settlement.domain.two_persons import shown_as
from services.settlement.store import acts
from services.settlement.usecases.close_period import close_period
from services.settlement.usecases.sealed_cycle import sealed_cycle
from services.settlement.usecases.show_closing import closing_view


def close_by_hand(tx: Session, request: ClosePeriod, actor: Actor) -> ClosingView:
    """Return the half-month as it is frozen; twice is once.

    Raises `LedgerCampaignUnknown`, `PeriodNotSealed` and `ClosingIncomplete`.
    """
    cycle = sealed_cycle(tx, request.issuer_code, request.last_on)
    if close_period(tx, cycle, by=shown_as(actor)):
        closed = SettlementAct.PERIOD_CLOSED
        act = acts.on_cycle(closed, request.issuer_code, request.last_on)
        acts.note(tx, act, actor, at=clock.now(tx))
    return closing_view(tx, cycle)
