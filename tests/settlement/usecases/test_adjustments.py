"""Corrections need two persons, an amount and a reason."""

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from machiken.contracts.redemption import CampaignApplied
from machiken.contracts.settlement import (
    AdjustmentOff,
    AdjustmentsQuery,
    AdjustmentUnknown,
    AlreadyDecided,
    DecideAdjustment,
    ExportMerchantUnknown,
    IdReused,
    NoClosingLeft,
    ProposeAdjustment,
    SamePerson,
)
from machiken.database import Transactions
from machiken.ids import AdjustmentId, MerchantCode
from machiken.money import Yen
from services.settlement.usecases.decide_adjustment import decide_adjustment
from services.settlement.usecases.propose_adjustment import propose_adjustment
from services.settlement.usecases.show_adjustments import show_adjustments
from tests.settlement.town import ISSUER, PERIOD, campaign
from tests.settlement.usecases.closing import APPROVER, CLERK, closed, tell_all
from tests.settlement.usecases.hearing import tell

PROPOSAL = ProposeAdjustment(
    adjustment_id=AdjustmentId(UUID(int=5)),
    issuer_code=ISSUER,
    merchant_code=MerchantCode("t01"),
    amount=Yen(-1000),
    reason="二重決済の訂正",
)
APPROVED = DecideAdjustment(adjustment_id=PROPOSAL.adjustment_id, approved=True)


@pytest.fixture
def db(settlement_db: Transactions) -> Transactions:
    """Close a half-month."""
    tell_all(settlement_db)
    closed(settlement_db)
    return settlement_db


def test_proposing_again_proposes_nothing_new(db: Transactions) -> None:
    for _ in range(2):
        with db.begin() as tx:
            propose_adjustment(tx, PROPOSAL, CLERK)

    with db.begin() as tx:
        (only,) = show_adjustments(tx, AdjustmentsQuery(issuer_code=ISSUER)).adjustments
    assert (only.amount, only.proposed_by, only.approved) == (
        Yen(-1000),
        "clerk01",
        None,
    )


def test_an_id_stands_for_one_adjustment(db: Transactions) -> None:
    with db.begin() as tx:
        propose_adjustment(tx, PROPOSAL, CLERK)

    with pytest.raises(IdReused), db.begin() as tx:
        propose_adjustment(tx, replace(PROPOSAL, amount=Yen(1)), CLERK)


@pytest.mark.parametrize(
    "off",
    [
        {"amount": Yen(0)},
        {"amount": Yen(100_000_001)},
        {"amount": Yen(-100_000_001)},
        {"reason": " "},
        {"reason": "x" * 201},
        {"reason": "a\nb"},
    ],
)
def test_an_amount_and_a_reason_are_required(
    db: Transactions, off: dict[str, object]
) -> None:
    with pytest.raises(AdjustmentOff), db.begin() as tx:
        propose_adjustment(tx, replace(PROPOSAL, **off), CLERK)  # type: ignore[arg-type]


def test_a_merchant_that_is_not_there_is_refused(db: Transactions) -> None:
    unknown = replace(PROPOSAL, merchant_code=MerchantCode("zzz"))
    with pytest.raises(ExportMerchantUnknown), db.begin() as tx:
        propose_adjustment(tx, unknown, CLERK)


def test_after_the_last_closing_nothing_is_corrected_any_more(
    settlement_db: Transactions,
) -> None:
    tell_all(settlement_db)
    tell(settlement_db, ending(PERIOD))
    with settlement_db.begin() as tx:
        propose_adjustment(tx, PROPOSAL, CLERK)
    closed(settlement_db)

    later = replace(PROPOSAL, adjustment_id=AdjustmentId(uuid4()))
    with pytest.raises(NoClosingLeft) as refused, settlement_db.begin() as tx:
        propose_adjustment(tx, later, CLERK)
    assert refused.value.facts == {"last_on": "2026-06-30"}
    with pytest.raises(NoClosingLeft), settlement_db.begin() as tx:
        decide_adjustment(tx, APPROVED, APPROVER)
    with settlement_db.begin() as tx:
        no = replace(APPROVED, approved=False)
        assert decide_adjustment(tx, no, APPROVER).approved is False


def ending(last_on: date) -> CampaignApplied:
    """Return the campaign, whose last day is this one."""
    told = campaign(version=2)
    return replace(told, rules=replace(told.rules, redeem_last_on=last_on))


def test_nobody_approves_his_own(db: Transactions) -> None:
    with db.begin() as tx:
        propose_adjustment(tx, PROPOSAL, APPROVER)

    with pytest.raises(SamePerson), db.begin() as tx:
        decide_adjustment(tx, APPROVED, APPROVER)


def test_the_database_knows_two_persons_too(
    db: Transactions, settlement_owner: Transactions
) -> None:
    with db.begin() as tx:
        propose_adjustment(tx, PROPOSAL, CLERK)

    alone = "update adjustment set approved = true, decided_by = proposed_by,"
    with (
        pytest.raises(IntegrityError, match="two_persons"),
        settlement_owner.begin() as tx,
    ):
        tx.execute(text(f"{alone} decided_at = now()"))


def test_a_decision_stays(db: Transactions) -> None:
    with db.begin() as tx:
        propose_adjustment(tx, PROPOSAL, CLERK)
    for _ in range(2):
        with db.begin() as tx:
            assert decide_adjustment(tx, APPROVED, APPROVER).approved

    with pytest.raises(AlreadyDecided), db.begin() as tx:
        decide_adjustment(tx, replace(APPROVED, approved=False), APPROVER)


def test_what_nobody_proposed_cannot_be_decided(db: Transactions) -> None:
    unknown = DecideAdjustment(adjustment_id=AdjustmentId(uuid4()), approved=True)
    with pytest.raises(AdjustmentUnknown), db.begin() as tx:
        decide_adjustment(tx, unknown, APPROVER)
