"""Close a half-month (締め): freeze what each merchant is owed, once."""

import structlog
from sqlalchemy import text
from sqlalchemy.orm import Session

from machiken import clock, outbox
from machiken.contracts.actor import WORKER
from machiken.contracts.settlement import (
    ClosingIncomplete,
    SettlementAct,
    StatementReady,
)
from machiken.database import Transactions
from machiken.ids import EventId, IssuerCode
from machiken.money import ZERO
from services.settlement.domain.accounts import Kind
from services.settlement.domain.adjustment import Adjustment
from services.settlement.domain.journal import Payable, of_our_own
from services.settlement.domain.statement import Cycle, Statement
from services.settlement.domain.two_persons import shown_as
from services.settlement.store import acts, adjustments, closings, ledger
from services.settlement.store.tables import OUTBOX
from services.settlement.usecases.draft_closing import draft_closing

log = structlog.get_logger()

# Every entry of the half-month is read; nobody at a till waits for it.
_PATIENCE = text("set local statement_timeout = '55s'")


def close_next(db: Transactions) -> int:
    """Close what is sealed and agrees; return how many half-months that were.

    What disagrees is told in the log and tried again, for events may be on their way.
    """
    with db.begin() as tx:
        waiting = closings.unclosed(tx)
    closed = 0
    for cycle in waiting:
        with db.begin() as tx:
            try:
                _close_by_itself(tx, cycle)
            except ClosingIncomplete as incomplete:
                log.warning(
                    "settlement.closing_waits",
                    issuer_code=cycle.issuer_code,
                    last_on=str(cycle.last_on),
                    missing=incomplete.facts["missing"],
                )
            else:
                closed += 1
    return closed


def close_period(tx: Session, cycle: Cycle, *, by: str) -> bool:
    """Freeze the half-month's statements; return whether they were not before.

    Raises `ClosingIncomplete` where the books don't hold what was sealed, to the yen.
    It is never opened again: corrections come with the next (`propose_adjustment`).
    """
    tx.execute(_PATIENCE)
    closings.lock(tx, cycle.campaign_id)
    if closings.find(tx, cycle) is not None:
        return False
    draft = draft_closing(tx, cycle)
    if draft.missing:
        raise ClosingIncomplete(missing=draft.missing[0][1])
    at = clock.now(tx)
    for adjustment in draft.adjustments:
        _book(tx, cycle, adjustment, by)
    closings.add(tx, cycle, draft.statements, by=by, at=at)
    for statement in draft.statements:
        outbox.append(tx, OUTBOX, _ready(statement), at=at)
    log.info(
        "settlement.closed",
        issuer_code=cycle.issuer_code,
        last_on=str(cycle.last_on),
        statements=len(draft.statements),
    )
    return True


def _close_by_itself(tx: Session, cycle: Cycle) -> None:
    if close_period(tx, cycle, by=shown_as(WORKER)):
        issuer_code = IssuerCode(cycle.issuer_code)
        act = acts.on_cycle(SettlementAct.PERIOD_CLOSED, issuer_code, cycle.last_on)
        acts.note(tx, act, WORKER, at=clock.now(tx))


def _book(tx: Session, cycle: Cycle, adjustment: Adjustment, by: str) -> None:
    payable = Payable(
        campaign_id=cycle.campaign_id,
        issuer_code=adjustment.issuer_code,
        merchant_id=adjustment.merchant_id,
        merchant_code=adjustment.merchant_code,
        last_on=cycle.last_on,
    )
    up = adjustment.amount > ZERO
    journal = of_our_own(
        Kind.ADJUSTED_UP if up else Kind.ADJUSTED_DOWN,
        payable,
        adjustment.amount if up else -adjustment.amount,
        by=by,
        at=clock.now(tx),
    )
    ledger.write(tx, journal, EventId(adjustment.adjustment_id))
    adjustments.take(tx, adjustment.adjustment_id, cycle.last_on)


def _ready(statement: Statement) -> StatementReady:
    return StatementReady(
        statement_id=statement.statement_id,
        campaign_id=statement.cycle.campaign_id,
        merchant_id=statement.payee.merchant_id,
        merchant_code=statement.payee.merchant_code,
        first_on=statement.cycle.first_on,
        last_on=statement.cycle.last_on,
        pay_by=statement.cycle.pay_by,
        net=statement.net,
    )
