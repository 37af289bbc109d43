"""A half-month is closed once, to the yen, or says what is missing."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from machiken.contracts.events import Event
from machiken.contracts.settlement import GapKind, PeriodNotSealed, StatementState
from machiken.database import Transactions
from machiken.money import Yen
from services.settlement.usecases.close_period import close_next
from tests.settlement.town import (
    BAKERY,
    BOOKSHOP,
    NOON,
    PERIOD,
    campaign,
    merchant,
    payment,
)
from tests.settlement.usecases.closing import (
    JULY,
    PAYMENTS,
    REFUNDS,
    adjusted,
    closed,
    differences,
    sealed,
    shown,
    tell_all,
)
from tests.settlement.usecases.hearing import tell
from tests.settlement.usecases.test_verify_books import by_hand


@pytest.fixture
def told(settlement_db: Transactions) -> Transactions:
    """Tell a whole half-month."""
    tell_all(settlement_db)
    return settlement_db


def test_the_preview_is_what_closing_then_freezes(told: Transactions) -> None:
    preview = shown(told)
    assert preview.closed_at is None
    assert preview.missing == ()

    after = closed(told)

    assert [(each.merchant_code, each.net) for each in after.statements] == [
        ("t01", Yen(5000)),
        ("t02", Yen(4000)),
    ]
    assert after.net == Yen(9000)
    assert after.pay_by == date(2026, 7, 15)
    assert {each.state for each in after.statements} == {StatementState.CLOSED}
    same = replace(
        after,
        closed_at=None,
        sha256="",
        statements=tuple(
            replace(each, statement_id=None, state=None) for each in after.statements
        ),
    )
    assert same == preview
    assert differences(told) == ()


def test_closing_again_changes_nothing(told: Transactions) -> None:
    first = closed(told)

    assert close_next(told) == 0
    assert shown(told) == first


def test_two_workers_at_once_close_once(told: Transactions) -> None:
    with ThreadPoolExecutor(4) as workers:
        list(workers.map(close_next, [told] * 4))

    assert len(shown(told).statements) == 2
    assert differences(told) == ()


def test_one_yen_too_few_stops_it_and_is_named(settlement_db: Transactions) -> None:
    tell(settlement_db, campaign())
    tell(settlement_db, merchant(BAKERY))
    tell(settlement_db, payment(1, 3000))
    tell(settlement_db, sealed([payment(1, 3001)], []))

    (said,) = closed(settlement_db).missing
    assert "sealed 3,001円" in said
    assert shown(settlement_db).closed_at is None


def test_what_is_missing_is_said_and_then_comes(settlement_db: Transactions) -> None:
    tell_all_but_one(settlement_db)
    (said,) = closed(settlement_db).missing
    assert said.startswith("t02: sealed 4,000円")
    assert "1 still on the way" in said
    (gap,) = shown(settlement_db).gaps
    assert (gap.kind, gap.merchant_code) == (GapKind.DIFFERS, "t02")
    assert (gap.sealed, gap.booked, gap.on_the_way) == (Yen(4000), Yen(0), 1)

    tell(settlement_db, PAYMENTS[2])

    assert closed(settlement_db).missing == ()
    assert shown(settlement_db).closed_at is not None


def test_a_merchant_that_nobody_told_of_stops_it(settlement_db: Transactions) -> None:
    tell_all_but_one(settlement_db, known=False)
    tell(settlement_db, PAYMENTS[2])

    assert any("nobody has told" in each for each in closed(settlement_db).missing)


def test_a_half_month_that_is_not_over_cannot_be_asked_for(
    told: Transactions,
) -> None:
    with pytest.raises(PeriodNotSealed):
        shown(told, JULY)


def test_a_later_half_month_waits_for_the_earlier(settlement_db: Transactions) -> None:
    tell_all_but_one(settlement_db)
    tell(settlement_db, sealed([], [], last_on=JULY))

    waiting = closed(settlement_db, JULY)
    assert waiting.missing == ("the half-month to 2026-06-30 is not closed yet",)
    assert [(each.kind, each.last_on) for each in waiting.gaps] == [
        (GapKind.EARLIER_OPEN, PERIOD)
    ]


def test_a_correction_comes_with_the_next_and_leaves_the_closed_one_alone(
    told: Transactions,
) -> None:
    before = closed(told)
    adjusted(told, -2000)
    july = [replace(payment(9, 7000), period_last_on=JULY)]
    tell(told, july[0])
    tell(told, sealed(july, [], last_on=JULY))

    (line,) = closed(told, JULY).statements

    assert (line.paid, line.adjusted, line.net) == (Yen(7000), Yen(-2000), Yen(5000))
    assert shown(told) == before
    assert differences(told) == ()


def test_what_falls_below_zero_is_carried_and_never_paid(told: Transactions) -> None:
    closed(told)
    adjusted(told, -1500, BOOKSHOP)
    tell(told, sealed([], [], last_on=JULY))
    july = closed(told, JULY)
    assert july.statements[0].net == Yen(-1500)
    assert july.net == Yen(0)

    august = date(2026, 7, 31)
    paid = replace(payment(10, 4000, at=BOOKSHOP), period_last_on=august)
    tell(told, paid)
    tell(told, sealed([paid], [], last_on=august))

    (line,) = closed(told, august).statements
    assert (line.carried, line.net) == (Yen(-1500), Yen(2500))


@pytest.mark.parametrize("table", ["closing", "statement", "act"])
def test_the_service_can_change_nothing_that_is_frozen(
    told: Transactions, table: str
) -> None:
    with pytest.raises(ProgrammingError), told.begin() as tx:
        tx.execute(text(f"delete from {table}"))  # noqa: S608 - our own names


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("update statement set merchant_name = 'x'", "was changed after it was frozen"),
        (
            "update statement set paid_yen = paid_yen + 1, net_yen = net_yen + 1",
            "the ledger says otherwise",
        ),
        ("update closing set sha256 = ''", "its statements were changed"),
        ("update standing set state = 'paid'", "the ledger says otherwise"),
    ],
)
def test_a_frozen_statement_changed_by_hand_is_named(
    told: Transactions, settlement_owner: Transactions, statement: str, said: str
) -> None:
    closed(told)
    by_hand(settlement_owner, statement)

    assert any(said in each for each in differences(told))


def tell_all_but_one(db: Transactions, *, known: bool = True) -> None:
    """Tell of everything but the bookshop's payment, and perhaps the bookshop."""
    events: list[Event] = [
        campaign(),
        merchant(BAKERY),
        *PAYMENTS[:2],
        *REFUNDS,
        sealed(),
    ]
    for event in [*events, *([merchant(BOOKSHOP, "木ノ町書店")] if known else [])]:
        tell(db, event, occurred_at=NOON)
