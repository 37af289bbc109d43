"""From a closed half-month to the bank and back, by two persons, to the yen."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from uuid import uuid4

import pytest
from sqlalchemy import text

from machiken.contracts.settlement import (
    AlreadyDecided,
    HoldMerchant,
    LeftOutFor,
    Outcome,
    PayerMissing,
    PayoutEmpty,
    Payouts,
    PayoutsQuery,
    PayoutState,
    ReleaseMerchant,
    ResultsForeign,
    ResultsUnreadable,
    SamePerson,
    StepNotPossible,
)
from machiken.database import Transactions
from machiken.ids import PayoutId
from machiken.money import Yen
from machiken.refusals import Refusal
from services.settlement.usecases.hold_merchant import hold_merchant, release_merchant
from services.settlement.usecases.show_payouts import show_payouts
from tests.settlement.town import BOOKSHOP, CODES, ISSUER
from tests.settlement.usecases.closing import (
    APPROVER,
    CLERK,
    closed,
    differences,
    owed,
    shown,
    tell_all,
)
from tests.settlement.usecases.paying import (
    KEY,
    asked,
    decided,
    file_of,
    issued,
    judged,
    line,
    named_payer,
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


def listed(db: Transactions) -> Payouts:
    with db.begin() as tx:
        return show_payouts(tx, PayoutsQuery(issuer_code=ISSUER), KEY)


def test_trailer_statements_and_ledger_agree_and_paid_money_is_owed_no_more(
    db: Transactions,
) -> None:
    payout = issued(db, judged(db, prepared(db)))
    file = read(file_of(db, payout))

    assert sum(each.yen for each in file.data) == payout.total.amount
    assert payout.total == shown(db).net == owed(db)

    after = told(db, payout, [line(payout, each) for each in payout.transfers])

    assert (after.paid, after.returned) == (2, 0)
    assert {each.state for each in shown(db).statements} == {"paid"}
    assert owed(db) == Yen(0)
    assert differences(db) == ()
    assert listed(db).waiting == 0


def test_nobody_approves_what_he_prepared(db: Transactions) -> None:
    payout = prepared(db, APPROVER)

    with pytest.raises(SamePerson):
        judged(db, payout, APPROVER)
    assert seen(db, payout).state is PayoutState.PREPARED


def test_a_decision_stays(db: Transactions) -> None:
    rejected = judged(db, prepared(db), yes=False)
    assert judged(db, rejected, yes=False).state is PayoutState.REJECTED
    with pytest.raises(AlreadyDecided):
        judged(db, rejected)

    payout = judged(db, prepared(db))
    assert judged(db, payout).state is PayoutState.APPROVED
    issued(db, payout)
    with pytest.raises(AlreadyDecided):
        judged(db, payout, yes=False)


def test_no_file_without_an_approval(db: Transactions) -> None:
    payout = prepared(db)

    with pytest.raises(StepNotPossible):
        issued(db, payout)
    with pytest.raises(StepNotPossible):
        file_of(db, payout)
    with pytest.raises(StepNotPossible):
        told(db, payout, [line(payout, payout.transfers[0])])


def test_a_file_once_made_stays_the_same(db: Transactions) -> None:
    payout = issued(db, judged(db, prepared(db)))
    first = file_of(db, payout)

    assert issued(db, payout).sha256 == payout.sha256
    assert file_of(db, payout) == first


def test_each_fetch_is_written_down_and_no_number_lies_in_clear(
    db: Transactions,
) -> None:
    payout = issued(db, judged(db, prepared(db)))
    for _ in range(2):
        file_of(db, payout)

    with db.begin() as tx:
        acts = list(tx.scalars(text("select happening from audit order by audit_id")))
        lying = tx.execute(text("select * from account_change")).all()
        file = bytes(tx.execute(text("select content from bank_file")).scalar_one())
    assert acts[-4:] == [
        "payout_approved",
        "bank_file_issued",
        "bank_file_fetched",
        "bank_file_fetched",
    ]
    assert "1234567" not in repr(lying)
    assert b"1234567" not in file


def test_a_statement_is_in_one_payout_only(db: Transactions) -> None:
    prepared(db)

    with pytest.raises(PayoutEmpty):
        prepared(db)


def test_of_four_clerks_at_once_one_takes_the_statements(db: Transactions) -> None:
    def prepare(_: int) -> object:
        try:
            return prepared(db)
        except Refusal as refusal:
            return refusal

    with ThreadPoolExecutor(4) as clerks:
        answers = list(clerks.map(prepare, range(4)))

    assert sum(isinstance(each, PayoutEmpty) for each in answers) == 3


def test_the_same_page_again_prepares_no_other(db: Transactions) -> None:
    payout_id = PayoutId(uuid4())

    assert prepared(db, payout_id=payout_id) == prepared(db, payout_id=payout_id)
    assert len(listed(db).payouts) == 1


def test_a_rejected_payout_lets_its_statements_go(db: Transactions) -> None:
    judged(db, prepared(db), yes=False)

    assert prepared(db).count == 2


def test_money_that_came_back_is_paid_again_to_a_mended_account(
    db: Transactions,
) -> None:
    payout = issued(db, judged(db, prepared(db)))
    good, bad = payout.transfers
    lines = [line(payout, good), line(payout, bad, "returned,口座名義相違,880")]
    after = told(db, payout, lines)
    assert after.transfers[1].outcome is Outcome.RETURNED
    assert (after.transfers[1].reason, after.transfers[1].fee) == (
        "口座名義相違",
        Yen(880),
    )
    assert owed(db) == bad.amount
    assert differences(db) == ()

    decided(db, asked(db, BOOKSHOP, number="0000042"))
    again = issued(db, judged(db, prepared(db)))
    (record,) = read(file_of(db, again)).data
    told(db, again, [line(again, again.transfers[0])])

    assert (record.number, record.yen) == ("0000042", bad.amount.amount)
    assert owed(db) == Yen(0)
    assert differences(db) == ()


def test_money_that_comes_back_after_it_was_paid_is_owed_again(
    db: Transactions,
) -> None:
    payout = issued(db, judged(db, prepared(db)))
    told(db, payout, [line(payout, each) for each in payout.transfers])
    told(db, payout, [line(payout, payout.transfers[0], "返却,解約済み,1100")])

    assert owed(db) == payout.transfers[0].amount
    assert differences(db) == ()
    assert listed(db).waiting == 1


def test_results_again_do_nothing(db: Transactions) -> None:
    payout = issued(db, judged(db, prepared(db)))
    lines = [line(payout, each) for each in payout.transfers]

    assert told(db, payout, lines) == told(db, payout, lines)
    assert differences(db) == ()


@pytest.mark.parametrize(
    "change",
    [
        {"payout_no": 99},
        {"transfer_no": 999},
        {"yen": 1},
    ],
)
def test_results_of_another_payout_are_refused_whole(
    db: Transactions, change: dict[str, int]
) -> None:
    payout = issued(db, judged(db, prepared(db)))
    good, other = payout.transfers
    facts = {
        "payout_no": payout.payout_no,
        "transfer_no": other.transfer_no,
        "yen": other.amount.amount,
    } | change
    foreign = ",".join(map(str, facts.values())) + ",paid,,0"

    with pytest.raises(ResultsForeign) as refused:
        told(db, payout, [line(payout, good), foreign])
    assert refused.value.facts == {"line": "3"}
    assert seen(db, payout).paid == 0


@pytest.mark.parametrize("result", ["maybe,,0", "paid,,x", "returned,,0", "paid,,0,1"])
def test_a_line_that_cannot_be_read_is_named(db: Transactions, result: str) -> None:
    payout = issued(db, judged(db, prepared(db)))

    with pytest.raises(ResultsUnreadable):
        told(db, payout, [line(payout, payout.transfers[0], result)])


def test_held_money_waits_and_goes_with_a_later_payout(db: Transactions) -> None:
    code = CODES[BOOKSHOP]
    with db.begin() as tx:
        wanted = HoldMerchant(issuer_code=ISSUER, merchant_code=code, reason="口座不備")
        hold_merchant(tx, wanted, CLERK)
    assert [each.reason for each in listed(db).left_out] == [LeftOutFor.HELD]
    assert prepared(db).count == 1

    with db.begin() as tx:
        released = ReleaseMerchant(issuer_code=ISSUER, merchant_code=code)
        assert release_merchant(tx, released, APPROVER).holds == ()
    assert prepared(db).count == 1


def test_without_accounts_or_a_payer_nothing_is_paid(
    settlement_db: Transactions,
) -> None:
    tell_all(settlement_db)
    closed(settlement_db)
    with pytest.raises(PayerMissing):
        prepared(settlement_db)
    named_payer(settlement_db)

    assert {each.reason for each in listed(settlement_db).left_out} == {
        LeftOutFor.NO_ACCOUNT
    }
    with pytest.raises(PayoutEmpty):
        prepared(settlement_db)


def test_a_list_of_payouts_counts_what_the_bank_told(db: Transactions) -> None:
    payout = issued(db, judged(db, prepared(db)))
    told(db, payout, [line(payout, payout.transfers[0])])

    (only,) = listed(db).payouts
    assert replace(only, transfers=seen(db, payout).transfers) == seen(db, payout)
