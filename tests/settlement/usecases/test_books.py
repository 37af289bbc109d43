import random
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from machiken.contracts.events import Event
from machiken.database import Transactions
from machiken.money import Yen
from services.settlement.domain.journal import Contradiction
from services.settlement.store.tables import ENTRY, JOURNAL
from tests.settlement.town import (
    BOOKSHOP,
    campaign,
    event_id,
    merchant,
    payment,
    refund,
)
from tests.settlement.usecases.hearing import tell

PAYMENTS = [
    payment(number, 1000 * (number % 5 + 1), minute=number) for number in range(20)
]
ELSEWHERE = [payment(100 + number, 4000, at=BOOKSHOP) for number in range(5)]
EVENTS: list[Event] = [
    campaign(),
    merchant(),
    merchant(BOOKSHOP, "木ノ町書店"),
    *PAYMENTS,
    *ELSEWHERE,
    *(refund(paid) for paid in PAYMENTS[::3]),
]
ARRIVAL = {"journal_id", "recorded_at"}


def books(db: Transactions) -> list[Any]:
    facts = [column for column in JOURNAL.c if column.name not in ARRIVAL]
    with db.begin() as tx:
        rows = tx.execute(
            select(*facts, ENTRY.c.line, ENTRY.c.account, ENTRY.c.amount_yen)
            .join(ENTRY)
            .order_by(JOURNAL.c.event_id, ENTRY.c.line)
        )
        return [tuple(row) for row in rows]


def test_each_event_three_times_in_any_order_makes_the_same_books(
    settlement_db: Transactions,
) -> None:
    shuffled = EVENTS * 3
    random.Random(7).shuffle(shuffled)  # noqa: S311 - a shuffle that can be repeated
    for event in shuffled:
        tell(settlement_db, event)

    written = books(settlement_db)

    assert len(written) == 2 * (len(PAYMENTS) + len(ELSEWHERE) + len(PAYMENTS[::3]))
    assert sum(row.amount_yen for row in _entries(settlement_db)) == 0
    in_order = {
        event_id(repr(event)) for event in EVENTS if "payment_no" in repr(event)
    }
    assert {row[0] for row in written} == in_order


def test_a_refund_before_its_payment_is_the_same_as_after_it(
    settlement_db: Transactions,
) -> None:
    tell(settlement_db, refund(PAYMENTS[0]))
    tell(settlement_db, PAYMENTS[0])
    before = books(settlement_db)

    tell(settlement_db, PAYMENTS[0])
    tell(settlement_db, refund(PAYMENTS[0]))

    assert books(settlement_db) == before
    assert len(before) == 4


def test_the_same_payment_under_another_event_is_booked_once(
    settlement_db: Transactions,
) -> None:
    tell(settlement_db, PAYMENTS[0])
    before = books(settlement_db)

    tell(settlement_db, PAYMENTS[0], as_event=event_id("sent again by hand"))

    assert books(settlement_db) == before


def test_a_payment_told_differently_is_a_fault_and_changes_nothing(
    settlement_db: Transactions,
) -> None:
    tell(settlement_db, PAYMENTS[0])
    before = books(settlement_db)

    with pytest.raises(Contradiction):
        tell(settlement_db, replace(PAYMENTS[0], total=Yen(999_000)))

    assert books(settlement_db) == before


def _entries(db: Transactions) -> list[Any]:
    with db.begin() as tx:
        return list(tx.execute(select(ENTRY.c.amount_yen)))
