"""A payout that was changed by hand is named, to the yen and to its state."""

import pytest

from machiken.database import Transactions
from tests.settlement.usecases.closing import differences
from tests.settlement.usecases.paying import issued, judged, prepared, ready, told
from tests.settlement.usecases.paying import line as said_by_the_bank
from tests.settlement.usecases.test_verify_books import by_hand


@pytest.fixture
def db(settlement_db: Transactions) -> Transactions:
    """Close a half-month of two merchants that have accounts."""
    ready(settlement_db)
    return settlement_db


def test_at_every_step_of_a_payout_the_books_agree(db: Transactions) -> None:
    payout = prepared(db)
    assert differences(db) == ()
    judged(db, judged(db, payout), yes=False)
    assert differences(db) == ()

    payout = judged(db, prepared(db))
    assert differences(db) == ()
    issued(db, payout)
    assert differences(db) == ()
    told(db, payout, [said_by_the_bank(payout, payout.transfers[0])])
    assert differences(db) == ()
    back = said_by_the_bank(payout, payout.transfers[1], "返却,名義相違,0")
    told(db, payout, [back])
    assert differences(db) == ()


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("update payout set total_yen = total_yen + 1", "its transfers sum to"),
        ("update payout set transfers = transfers + 1", "its transfers sum to"),
        ("update transfer set amount_yen = amount_yen - 1", "the statement of t01"),
        ("update standing set state = 'closed'", "closed, its transfers say not"),
        ("update transfer set outcome = 'withdrawn'", "issued, its transfers say not"),
        ("update payout set state = 'approved', issued_at = null", "issued, its"),
    ],
)
def test_a_payout_changed_by_the_owner_is_named(
    db: Transactions, settlement_owner: Transactions, statement: str, said: str
) -> None:
    issued(db, judged(db, prepared(db)))
    by_hand(settlement_owner, statement)

    assert any(said in each for each in differences(db))
