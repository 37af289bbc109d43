"""What anybody does to money is written down with it, and with nothing else."""

from collections.abc import Callable
from typing import Any, Final

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import ProgrammingError

from machiken.contracts.actor import Actor
from machiken.contracts.settlement import (
    ClosePeriod,
    HoldMerchant,
    ReleaseMerchant,
    SamePerson,
    SettlementAct,
)
from machiken.database import Transactions
from services.settlement.store.tables import AUDIT
from services.settlement.usecases.close_by_hand import close_by_hand
from services.settlement.usecases.close_period import close_next
from services.settlement.usecases.hold_merchant import hold_merchant, release_merchant
from tests.gateway.wording import unworded
from tests.settlement.town import BOOKSHOP, CODES, ISSUER, PERIOD
from tests.settlement.usecases.closing import APPROVER, CLERK, adjusted, tell_all
from tests.settlement.usecases.paying import (
    OPERATOR,
    asked,
    decided,
    file_of,
    issued,
    judged,
    line,
    named_payer,
    prepared,
    ready,
    told,
)

SHOP: Final = CODES[BOOKSHOP]
CLOSED: Final = SettlementAct.PERIOD_CLOSED
REASON: Final = "確認が済むまで"


def held(db: Transactions) -> None:
    wanted = HoldMerchant(issuer_code=ISSUER, merchant_code=SHOP, reason=REASON)
    with db.begin() as tx:
        hold_merchant(tx, wanted, CLERK)


def let_go(db: Transactions) -> None:
    with db.begin() as tx:
        wanted = ReleaseMerchant(issuer_code=ISSUER, merchant_code=SHOP)
        release_merchant(tx, wanted, APPROVER)


def held_and_let_go(db: Transactions) -> None:
    held(db)
    let_go(db)


def closed_by_hand(db: Transactions) -> None:
    with db.begin() as tx:
        wanted = ClosePeriod(issuer_code=ISSUER, last_on=PERIOD)
        close_by_hand(tx, wanted, CLERK)


def _told_by_the_bank(db: Transactions) -> None:
    payout = issued(db, judged(db, prepared(db)))
    told(db, payout, [line(payout, payout.transfers[0])])


Done = Callable[[Transactions], Any]

ACTS: Final[dict[str, tuple[SettlementAct, Actor, Done, Done]]] = {
    "close_period": (
        SettlementAct.PERIOD_CLOSED,
        CLERK,
        tell_all,
        closed_by_hand,
    ),
    "propose_adjustment": (
        SettlementAct.ADJUSTMENT_PROPOSED,
        CLERK,
        ready,
        lambda db: adjusted(db, -1000),
    ),
    "decide_adjustment": (
        SettlementAct.ADJUSTMENT_DECIDED,
        APPROVER,
        ready,
        lambda db: adjusted(db, -1000),
    ),
    "request_account": (SettlementAct.ACCOUNT_REQUESTED, CLERK, tell_all, asked),
    "decide_account": (
        SettlementAct.ACCOUNT_DECIDED,
        APPROVER,
        tell_all,
        lambda db: decided(db, asked(db)),
    ),
    "hold_merchant": (SettlementAct.MERCHANT_HELD, CLERK, tell_all, held),
    "release_merchant": (
        SettlementAct.MERCHANT_RELEASED,
        APPROVER,
        tell_all,
        held_and_let_go,
    ),
    "set_payer": (SettlementAct.PAYER_SET, OPERATOR, tell_all, named_payer),
    "prepare_payout": (SettlementAct.PAYOUT_PREPARED, CLERK, ready, prepared),
    "decide_payout": (
        SettlementAct.PAYOUT_APPROVED,
        APPROVER,
        ready,
        lambda db: judged(db, prepared(db)),
    ),
    "issue_bank_file": (
        SettlementAct.BANK_FILE_ISSUED,
        CLERK,
        ready,
        lambda db: issued(db, judged(db, prepared(db))),
    ),
    "fetch_bank_file": (
        SettlementAct.BANK_FILE_FETCHED,
        CLERK,
        ready,
        lambda db: file_of(db, issued(db, judged(db, prepared(db)))),
    ),
    "import_results": (
        SettlementAct.RESULTS_IMPORTED,
        CLERK,
        ready,
        _told_by_the_bank,
    ),
}
"""Each verb that moves money: its row, who did it, what stands before, the act."""


@pytest.mark.parametrize("verb", ACTS)
def test_an_act_leaves_a_row_that_says_who_did_what(
    settlement_db: Transactions, verb: str
) -> None:
    happening, actor, before, act = ACTS[verb]
    before(settlement_db)
    earlier = len(rows(settlement_db))

    act(settlement_db)

    told_of = rows(settlement_db)[earlier:]
    [row] = [each for each in told_of if each["happening"] == happening]
    assert (row["actor_role"], row["actor"]) == (actor.role, actor.subject)
    assert row["login_id"] == actor.login_id
    kind, _, name = row["object"].partition(" ")
    assert name
    assert (
        unworded([f"object.{kind}", *(f"fact.{each}" for each in row["facts"])]) == []
    )


def test_what_the_worker_closes_by_itself_leaves_its_row(
    settlement_db: Transactions,
) -> None:
    tell_all(settlement_db)

    closed = [close_next(settlement_db), close_next(settlement_db)]

    assert closed == [1, 0]
    [row] = [each for each in rows(settlement_db) if each["happening"] == CLOSED]
    assert (row["actor_role"], row["actor"]) == ("worker", "worker")
    assert row["object"] == f"cycle {ISSUER}/{PERIOD}"


def test_a_hold_that_stands_already_leaves_no_second_row(
    settlement_db: Transactions,
) -> None:
    tell_all(settlement_db)
    for act in (held, held, let_go, let_go):
        act(settlement_db)

    happenings = [row["happening"] for row in rows(settlement_db)]
    assert happenings == ["merchant_held", "merchant_released"]


def test_a_refused_act_leaves_no_row(settlement_db: Transactions) -> None:
    ready(settlement_db)
    payout = prepared(settlement_db, APPROVER)
    before = rows(settlement_db)

    with pytest.raises(SamePerson):
        judged(settlement_db, payout, APPROVER)

    assert rows(settlement_db) == before


def test_the_service_can_not_change_the_record(settlement_db: Transactions) -> None:
    with pytest.raises(ProgrammingError), settlement_db.begin() as tx:
        tx.execute(update(AUDIT).values(actor="nobody"))
    with pytest.raises(ProgrammingError), settlement_db.begin() as tx:
        tx.execute(delete(AUDIT))


def rows(db: Transactions) -> list[dict[str, Any]]:
    """Return the whole record, as it lies."""
    with db.begin() as tx:
        found = tx.execute(select(AUDIT).order_by(AUDIT.c.audit_id)).mappings()
        return [dict(row) for row in found]
