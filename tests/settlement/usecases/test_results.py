"""What the bank tells is believed once, whole, and never against itself."""

import pytest

from machiken.contracts.settlement import (
    ResultsTwice,
    StatementState,
    StepNotPossible,
)
from machiken.database import Transactions
from machiken.money import Yen
from tests.settlement.usecases.closing import differences, owed, shown
from tests.settlement.usecases.paying import (
    issued,
    judged,
    line,
    prepared,
    ready,
    seen,
    told,
)


@pytest.fixture
def db(settlement_db: Transactions) -> Transactions:
    """Close a half-month of two merchants that have accounts."""
    ready(settlement_db)
    return settlement_db


@pytest.mark.parametrize("second", ["返却,口座名義相違,880", "paid,,0"])
def test_a_file_that_tells_of_a_transfer_twice_is_refused_whole(
    db: Transactions, second: str
) -> None:
    payout = issued(db, judged(db, prepared(db)))
    first = payout.transfers[0]
    before = owed(db)

    with pytest.raises(ResultsTwice) as refused:
        told(db, payout, [line(payout, first), line(payout, first, second)])

    assert refused.value.facts == {"line": "3"}
    assert seen(db, payout).paid == 0
    assert owed(db) == before
    assert differences(db) == ()


def test_what_came_back_and_is_on_its_way_again_is_not_paid_by_the_first_file(
    db: Transactions,
) -> None:
    first = issued(db, judged(db, prepared(db)))
    told(db, first, [line(first, each, "返却,解約,0") for each in first.transfers])
    again = issued(db, judged(db, prepared(db)))

    with pytest.raises(StepNotPossible):
        told(db, first, [line(first, first.transfers[0])])

    states = {each.state for each in shown(db).statements}
    assert states == {StatementState.ISSUED}
    told(db, again, [line(again, each) for each in again.transfers])
    assert owed(db) == Yen(0)
    assert differences(db) == ()
