"""Between a payout's steps days pass: what was prepared may have been overtaken."""

from datetime import timedelta

import pytest

from machiken import clock
from machiken.contracts.settlement import (
    HoldMerchant,
    PayDayPast,
    PayoutHeld,
    PayoutState,
    ReleaseMerchant,
    StatementState,
)
from machiken.contracts.verification import MoveClock
from machiken.database import Transactions
from machiken.rehearsal import move_clock
from machiken.settings import Environment
from machiken.town_time import town_day
from services.settlement.usecases.hold_merchant import hold_merchant, release_merchant
from tests.settlement.town import BOOKSHOP, CODES, ISSUER
from tests.settlement.usecases.closing import APPROVER, CLERK, shown
from tests.settlement.usecases.paying import (
    FAR_OFF,
    asked,
    decided,
    file_of,
    issued,
    judged,
    line,
    prepared,
    ready,
    seen,
    told,
)
from tests.settlement.zengin_reader import read


@pytest.fixture
def db(settlement_db: Transactions) -> Transactions:
    """Close a half-month of two merchants that have accounts."""
    ready(settlement_db)
    return settlement_db


def hold(db: Transactions) -> None:
    with db.begin() as tx:
        code = CODES[BOOKSHOP]
        wanted = HoldMerchant(issuer_code=ISSUER, merchant_code=code, reason="不審")
        hold_merchant(tx, wanted, CLERK)


def release(db: Transactions) -> None:
    with db.begin() as tx:
        wanted = ReleaseMerchant(issuer_code=ISSUER, merchant_code=CODES[BOOKSHOP])
        release_merchant(tx, wanted, APPROVER)


def pass_the_pay_day(db: Transactions) -> None:
    with db.begin() as tx:
        shift = timedelta(days=(FAR_OFF - town_day(clock.now(tx))).days + 1)
        move_clock(tx, MoveClock(shift=shift), Environment.DEMO)


def test_money_held_since_it_was_prepared_is_not_approved(db: Transactions) -> None:
    payout = prepared(db)
    hold(db)

    with pytest.raises(PayoutHeld) as refused:
        judged(db, payout)

    assert refused.value.facts == {"merchants": CODES[BOOKSHOP]}
    assert seen(db, payout).state is PayoutState.PREPARED
    release(db)
    assert judged(db, payout).state is PayoutState.APPROVED


def test_money_held_since_it_was_approved_goes_into_no_file(db: Transactions) -> None:
    payout = judged(db, prepared(db))
    hold(db)

    with pytest.raises(PayoutHeld):
        issued(db, payout)

    judged(db, payout, yes=False)
    (record,) = read(file_of(db, issued(db, judged(db, prepared(db))))).data
    assert record.yen == payout.transfers[0].amount.amount


def test_a_payout_whose_day_is_over_is_neither_approved_nor_filed(
    db: Transactions,
) -> None:
    payout = judged(db, prepared(db))
    pass_the_pay_day(db)

    with pytest.raises(PayDayPast):
        issued(db, payout)
    assert judged(db, payout, yes=False).state is PayoutState.REJECTED
    assert {each.state for each in shown(db).statements} == {StatementState.CLOSED}


def test_a_file_made_in_time_is_fetched_later_too(db: Transactions) -> None:
    payout = issued(db, judged(db, prepared(db)))
    before = file_of(db, payout)
    hold(db)
    pass_the_pay_day(db)

    assert issued(db, payout).sha256 == payout.sha256
    assert file_of(db, payout) == before


def test_what_came_back_keeps_its_mended_account_when_an_approval_is_taken_back(
    db: Transactions,
) -> None:
    first = issued(db, judged(db, prepared(db)))
    good, bad = first.transfers
    told(db, first, [line(first, good), line(first, bad, "返却,名義相違,0")])
    decided(db, asked(db, BOOKSHOP, number="0000042"))
    judged(db, judged(db, prepared(db)), yes=False)

    again = issued(db, judged(db, prepared(db)))

    (record,) = read(file_of(db, again)).data
    assert (record.number, record.yen) == ("0000042", bad.amount.amount)
