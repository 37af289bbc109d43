"""What people do to money is written down with it, with who did it."""

from collections.abc import Callable
from typing import Any, Final
from uuid import uuid4

import pytest
from sqlalchemy import select

from machiken.contracts.actor import Actor
from machiken.contracts.settlement import (
    AdjustmentView,
    DecideAdjustment,
    HoldMerchant,
    ProposeAdjustment,
    ReleaseMerchant,
)
from machiken.database import Transactions
from machiken.ids import AdjustmentId
from machiken.money import Yen
from services.settlement.store.tables import ACT
from services.settlement.usecases.close_period import close_period
from services.settlement.usecases.decide_adjustment import decide_adjustment
from services.settlement.usecases.hold_merchant import hold_merchant, release_merchant
from services.settlement.usecases.propose_adjustment import propose_adjustment
from services.settlement.usecases.sealed_cycle import sealed_cycle
from tests.settlement.town import BAKERY, CODES, ISSUER, PERIOD
from tests.settlement.usecases import paying
from tests.settlement.usecases.closing import APPROVER, CLERK, closed, tell_all


def close(db: Transactions) -> None:
    with db.begin() as tx:
        close_period(tx, sealed_cycle(tx, ISSUER, PERIOD), actor=CLERK)


def proposed(db: Transactions) -> AdjustmentView:
    wanted = ProposeAdjustment(
        adjustment_id=AdjustmentId(uuid4()),
        issuer_code=ISSUER,
        merchant_code=CODES[BAKERY],
        amount=Yen(1000),
        reason="訂正",
    )
    with db.begin() as tx:
        return propose_adjustment(tx, wanted, CLERK)


def decide(db: Transactions) -> None:
    wanted = proposed(db).adjustment_id
    with db.begin() as tx:
        yes = DecideAdjustment(adjustment_id=wanted, approved=True)
        decide_adjustment(tx, yes, APPROVER)


def hold(db: Transactions) -> None:
    wanted = HoldMerchant(
        issuer_code=ISSUER, merchant_code=CODES[BAKERY], reason="口座相違"
    )
    with db.begin() as tx:
        hold_merchant(tx, wanted, CLERK)


def release(db: Transactions) -> None:
    hold(db)
    wanted = ReleaseMerchant(issuer_code=ISSUER, merchant_code=CODES[BAKERY])
    with db.begin() as tx:
        release_merchant(tx, wanted, APPROVER)


def approve(db: Transactions) -> Any:
    paying.named_payer(db)
    paying.decided(db, paying.asked(db))
    closed(db)
    return paying.judged(db, paying.prepared(db))


def pay(db: Transactions) -> None:
    payout = paying.issued(db, approve(db))
    told = [paying.line(payout, each) for each in payout.transfers]
    paying.told(db, payout, told)


ACTS: Final[dict[str, tuple[str, Actor, Callable[[Transactions], Any]]]] = {
    "close_period": ("period_closed", CLERK, close),
    "propose_adjustment": ("adjustment_proposed", CLERK, proposed),
    "decide_adjustment": ("adjustment_decided", APPROVER, decide),
    "request_account": ("account_requested", CLERK, paying.asked),
    "decide_account": (
        "account_decided",
        APPROVER,
        lambda db: paying.decided(db, paying.asked(db)),
    ),
    "hold_merchant": ("merchant_held", CLERK, hold),
    "release_merchant": ("merchant_released", APPROVER, release),
    "prepare_payout": ("payout_prepared", CLERK, approve),
    "decide_payout": ("payout_approved", APPROVER, approve),
    "issue_bank_file": (
        "bank_file_issued",
        CLERK,
        lambda db: paying.issued(db, approve(db)),
    ),
    "fetch_bank_file": (
        "bank_file_fetched",
        CLERK,
        lambda db: paying.file_of(db, paying.issued(db, approve(db))),
    ),
    "import_results": ("results_imported", CLERK, pay),
}
"""Each verb by which somebody changes something here, its row's name, and whose."""


@pytest.mark.parametrize("verb", ACTS)
def test_an_act_leaves_one_row_that_says_who_did_it(
    settlement_db: Transactions, verb: str
) -> None:
    name, actor, act = ACTS[verb]
    tell_all(settlement_db)

    act(settlement_db)

    with settlement_db.begin() as tx:
        written = [row for row in tx.execute(select(ACT)) if row.name == name]
    whose = {(row.role, row.subject, row.login_id) for row in written}
    assert whose == {(actor.role, actor.subject, actor.login_id)}


def test_closing_a_closed_half_month_leaves_no_second_row(
    settlement_db: Transactions,
) -> None:
    tell_all(settlement_db)
    close(settlement_db)
    close(settlement_db)

    with settlement_db.begin() as tx:
        rows = tx.execute(select(ACT).where(ACT.c.name == "period_closed")).all()
    assert len(rows) == 1
