"""A company sees its own statements, with where the money is, and its sales."""

from datetime import date

from machiken.contracts.actor import Actor
from machiken.contracts.settlement import (
    DaySales,
    SalesByDayQuery,
    Statements,
    StatementState,
)
from machiken.database import Transactions
from machiken.money import Yen
from services.settlement.usecases.show_statements import (
    show_sales_by_day,
    show_statements,
)
from tests.settlement.town import OWNER, STRANGER
from tests.settlement.usecases.paying import (
    FAR_OFF,
    issued,
    judged,
    line,
    prepared,
    ready,
    told,
)


def own(db: Transactions, actor: Actor = OWNER) -> Statements:
    with db.begin() as tx:
        return show_statements(tx, actor)


def test_a_statement_says_what_is_paid_where_and_when(
    settlement_db: Transactions,
) -> None:
    ready(settlement_db)
    bakery, bookshop = own(settlement_db).statements

    assert (bakery.payments, bakery.refunds, bakery.net) == (2, 1, Yen(5000))
    assert (bakery.account_tail, bookshop.account_tail) == ("567", "321")
    assert (bakery.pay_by, bakery.pay_on) == (date(2026, 7, 15), None)
    assert bakery.state is StatementState.CLOSED


def test_it_follows_the_money_to_the_bank_and_back(settlement_db: Transactions) -> None:
    ready(settlement_db)
    judged(settlement_db, prepared(settlement_db), yes=False)
    payout = issued(settlement_db, judged(settlement_db, prepared(settlement_db)))
    good, bad = payout.transfers
    lines = [line(payout, good), line(payout, bad, "返却,解約,0")]
    told(settlement_db, payout, lines)

    bakery, bookshop = own(settlement_db).statements
    assert (bakery.state, bakery.pay_on) == (StatementState.PAID, FAR_OFF)
    assert bookshop.state is StatementState.RETURNED


def test_a_company_sees_no_others_statements_and_sales(
    settlement_db: Transactions,
) -> None:
    ready(settlement_db)
    asked = SalesByDayQuery(first_on=date(2026, 6, 1))

    assert own(settlement_db, STRANGER).statements == ()
    with settlement_db.begin() as tx:
        assert show_sales_by_day(tx, asked, STRANGER).days == ()
        days = show_sales_by_day(tx, asked, OWNER).days
    assert days == (DaySales(on=date(2026, 6, 24), net=Yen(9000)),)
