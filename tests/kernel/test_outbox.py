import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar
from uuid import UUID

import pytest
from sqlalchemy import select

from machiken import inbox, outbox
from machiken.contracts.events import Happened
from machiken.contracts.wire import from_wire
from machiken.database import Transactions
from machiken.ids import EventId
from machiken.money import Yen
from tests.kernel.tables import INBOX, OUTBOX, mark, marks

AT = datetime(2026, 8, 1, tzinfo=UTC)
AN_EVENT = EventId(UUID(int=1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rang:
    """A bell rang; nobody but these tests listens."""

    service: ClassVar[str] = "tally"
    name: ClassVar[str] = "rang"
    version: ClassVar[int] = 3
    word: str
    price: Yen


RANG = Rang(word="券", price=Yen(500))


def test_an_event_waits_in_the_outbox_with_all_that_its_listeners_need(
    kernel_db: Transactions,
) -> None:
    with kernel_db.begin() as tx:
        event_id = outbox.append(tx, OUTBOX, RANG, at=AT)

    with kernel_db.begin() as tx:
        (row,) = outbox.unsent(tx, OUTBOX, batch_max=10)
    assert (row.exchange, row.event_name) == ("tally.events", "rang")
    assert from_wire(Happened, row.happened) == Happened(
        event_id=event_id,
        name="rang",
        version=3,
        occurred_at=AT,
        body={"word": "券", "price": 500},
    )


def test_a_transaction_that_is_rolled_back_leaves_no_event(
    kernel_db: Transactions,
) -> None:
    with kernel_db() as tx:
        mark(tx, "x")
        outbox.append(tx, OUTBOX, RANG, at=AT)
        tx.rollback()

    with kernel_db.begin() as tx:
        assert outbox.count_unsent(tx, OUTBOX) == 0
        assert marks(tx, "x") == 0


def test_nobody_sees_an_event_before_its_transaction_commits(
    kernel_db: Transactions,
) -> None:
    with kernel_db.begin() as tx:
        outbox.append(tx, OUTBOX, RANG, at=AT)
        with kernel_db.begin() as relay:
            assert outbox.unsent(relay, OUTBOX, batch_max=10) == []


def test_events_leave_in_the_order_in_which_they_were_written(
    kernel_db: Transactions,
) -> None:
    with kernel_db.begin() as tx:
        ids = [outbox.append(tx, OUTBOX, RANG, at=AT) for _ in range(20)]

    with kernel_db.begin() as tx:
        rows = outbox.unsent(tx, OUTBOX, batch_max=15)
    assert [row.happened["event_id"] for row in rows] == [str(id_) for id_ in ids[:15]]


def test_two_relays_share_the_events_and_send_none_twice(
    kernel_db: Transactions,
) -> None:
    with kernel_db.begin() as tx:
        for _ in range(10):
            outbox.append(tx, OUTBOX, RANG, at=AT)

    with kernel_db.begin() as one, kernel_db.begin() as other:
        first = {row.position for row in outbox.unsent(one, OUTBOX, batch_max=6)}
        second = {row.position for row in outbox.unsent(other, OUTBOX, batch_max=6)}
    assert (len(first), len(second), first & second) == (6, 4, set())


def test_what_is_marked_as_sent_is_not_sent_again(kernel_db: Transactions) -> None:
    with kernel_db.begin() as tx:
        for _ in range(3):
            outbox.append(tx, OUTBOX, RANG, at=AT)
        rows = outbox.unsent(tx, OUTBOX, batch_max=10)
        outbox.mark_sent(tx, OUTBOX, [row.position for row in rows[:2]])

    with kernel_db.begin() as tx:
        assert outbox.count_unsent(tx, OUTBOX) == 1
        left = outbox.unsent(tx, OUTBOX, batch_max=10)
        sent = select(OUTBOX.c.sent_at).where(OUTBOX.c.sent_at.is_not(None))
        assert [row.position for row in left] == [rows[2].position]
        assert len(tx.execute(sent).all()) == 2


def test_an_event_is_new_once_for_each_of_its_handlers(
    kernel_db: Transactions,
) -> None:
    with kernel_db.begin() as tx:
        assert inbox.first_time(tx, INBOX, AN_EVENT, "tally.on_rang")
        assert not inbox.first_time(tx, INBOX, AN_EVENT, "tally.on_rang")
        assert inbox.first_time(tx, INBOX, AN_EVENT, "tally.on_rang_too")
    with kernel_db.begin() as tx:
        assert not inbox.first_time(tx, INBOX, AN_EVENT, "tally.on_rang")


def test_an_event_whose_effect_was_rolled_back_is_new_again(
    kernel_db: Transactions,
) -> None:
    with kernel_db() as tx:
        assert inbox.first_time(tx, INBOX, AN_EVENT, "tally.on_rang")
        tx.rollback()

    with kernel_db.begin() as tx:
        assert inbox.first_time(tx, INBOX, AN_EVENT, "tally.on_rang")


@pytest.mark.parametrize("commits", [True, False])
def test_a_concurrent_twin_waits_and_is_new_only_if_the_first_failed(
    kernel_db: Transactions, *, commits: bool
) -> None:
    begun = threading.Event()

    def twin() -> bool:
        with kernel_db.begin() as tx:
            begun.set()
            return inbox.first_time(tx, INBOX, AN_EVENT, "tally.on_rang")

    with ThreadPoolExecutor(1) as threads, kernel_db() as first:
        assert inbox.first_time(first, INBOX, AN_EVENT, "tally.on_rang")
        answer = threads.submit(twin)
        assert begun.wait(5)
        with pytest.raises(TimeoutError):
            answer.result(timeout=0.3)
        if commits:
            first.commit()
        else:
            first.rollback()
        assert answer.result(timeout=5) is not commits


def test_of_many_deliveries_at_once_one_has_an_effect(kernel_db: Transactions) -> None:
    ready = threading.Barrier(8)

    def deliver() -> bool:
        ready.wait()
        with kernel_db.begin() as tx:
            new = inbox.first_time(tx, INBOX, AN_EVENT, "tally.on_rang")
            if new:
                mark(tx, "once")
            return new

    with ThreadPoolExecutor(8) as threads:
        answers = [threads.submit(deliver) for _ in range(8)]
        assert sorted(each.result() for each in answers) == [False] * 7 + [True]
    with kernel_db.begin() as tx:
        assert marks(tx, "once") == 1
