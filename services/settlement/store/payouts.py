"""Payouts as they stand, and where their statements are."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, exists, insert, or_, select, update
from sqlalchemy.orm import Session

from machiken.contracts.settlement import Outcome, PayoutState, StatementState
from machiken.ids import CampaignId, PayoutId, StatementId
from machiken.money import Yen
from services.settlement.domain.payout import Payout
from services.settlement.domain.payout_states import PAYABLE, Step, after
from services.settlement.domain.statement import Statement
from services.settlement.store import closings
from services.settlement.store.tables import (
    BANK_FILE,
    PAYOUT,
    STANDING,
    STATEMENT,
    TRANSFER,
)


def candidates(
    tx: Session, campaign_id: CampaignId
) -> list[tuple[Statement, StatementState]]:
    """Return the statements with money to pay that no payout pays.

    What ever came back counts as returned: its old account is known to be wrong, also
    where a later approval was taken back.
    """
    on_the_way = exists().where(
        TRANSFER.c.statement_id == STATEMENT.c.statement_id,
        or_(TRANSFER.c.outcome.is_(None), TRANSFER.c.outcome == "paid"),
    )
    came_back = exists().where(
        TRANSFER.c.statement_id == STATEMENT.c.statement_id,
        TRANSFER.c.outcome == Outcome.RETURNED,
    )
    rows = tx.execute(
        select(STATEMENT, STANDING.c.state, came_back.label("came_back"))
        .join(STANDING)
        .where(STATEMENT.c.campaign_id == campaign_id)
        .where(STATEMENT.c.net_yen > 0)
        .where(STANDING.c.state.in_(PAYABLE))
        .where(~on_the_way)
    ).all()
    days: set[date] = {row.last_on for row in rows}
    cycles = {day: closings.find_cycle(tx, campaign_id, day) for day in days}
    found = []
    for row in rows:
        cycle = cycles[row.last_on]
        assert cycle is not None, "a statement has its half-month"
        state = StatementState.RETURNED if row.came_back else row.state
        found.append((closings.statement(row, cycle), StatementState(state)))
    return found


def add(
    tx: Session, payout: dict[str, Any], transfers: Sequence[dict[str, Any]]
) -> None:
    """Write down a payout and its transfers, in their order."""
    tx.execute(insert(PAYOUT).values(payout))
    tx.execute(insert(TRANSFER), transfers)


def lock(tx: Session, payout_id: PayoutId) -> Payout | None:
    """Return the payout, locked until `tx` ends, or None."""
    row = tx.execute(
        select(PAYOUT).where(PAYOUT.c.payout_id == payout_id).with_for_update()
    ).first()
    return None if row is None else _payout(row)


def payer(tx: Session, payout_id: PayoutId) -> str:
    """Return the town's own account as it was when the payout was prepared."""
    own = select(PAYOUT.c.payer_sealed).where(PAYOUT.c.payout_id == payout_id)
    sealed: str = tx.execute(own).scalar_one()
    return sealed


def latest(tx: Session, campaign_id: CampaignId, *, limit: int) -> list[Payout]:
    """Return the campaign's payouts, newest first."""
    rows = tx.execute(
        select(PAYOUT)
        .where(PAYOUT.c.campaign_id == campaign_id)
        .order_by(PAYOUT.c.payout_no.desc())
        .limit(limit)
    )
    return [_payout(row) for row in rows]


def change(tx: Session, payout_id: PayoutId, **values: object) -> None:
    """Note a payout's new state."""
    tx.execute(update(PAYOUT).where(PAYOUT.c.payout_id == payout_id).values(values))


def withdraw(tx: Session, payout_id: PayoutId) -> None:
    """Let the statements of a rejected payout go, for another one."""
    tx.execute(
        update(TRANSFER)
        .where(TRANSFER.c.payout_id == payout_id)
        .values(outcome="withdrawn")
    )


def step(
    tx: Session, statements: Iterable[StatementId], taken: Step, *, at: datetime
) -> None:
    """Take the step for each statement. Raises `StepNotPossible`."""
    ids = list(statements)
    rows = tx.execute(
        select(STANDING)
        .where(STANDING.c.statement_id.in_(ids))
        .order_by(STANDING.c.statement_id)
        .with_for_update()
    ).all()
    assert len(rows) == len(ids), "each statement stands somewhere"
    for state in {StatementState(row.state) for row in rows}:
        own = [row.statement_id for row in rows if row.state == state]
        tx.execute(
            update(STANDING)
            .where(STANDING.c.statement_id.in_(own))
            .values(state=after(state, taken), since=at)
        )


def keep_file(tx: Session, payout_id: PayoutId, sealed: bytes) -> None:
    """Keep the bank's file, encrypted."""
    tx.execute(insert(BANK_FILE).values(payout_id=payout_id, content=sealed))


def file(tx: Session, payout_id: PayoutId) -> bytes | None:
    """Return the bank's file, encrypted, or None."""
    found = select(BANK_FILE.c.content).where(BANK_FILE.c.payout_id == payout_id)
    content = tx.scalar(found)
    return None if content is None else bytes(content)


def _payout(row: Row[Any]) -> Payout:
    return Payout(
        payout_id=PayoutId(row.payout_id),
        payout_no=row.payout_no,
        campaign_id=CampaignId(row.campaign_id),
        issuer_code=row.issuer_code,
        pay_on=row.pay_on,
        state=PayoutState(row.state),
        count=row.transfers,
        total=Yen(row.total_yen),
        prepared_by=row.prepared_by,
        preparer=row.preparer,
        prepared_at=row.prepared_at,
        decider=row.decider,
        issued_at=row.issued_at,
        sha256=row.sha256,
    )
