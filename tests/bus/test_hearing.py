import signal

import pytest
from sqlalchemy import text

from deploy.local.stack import Stack
from deploy.local.supervision import wait_until
from machiken.bus import names
from machiken.database import Transactions
from tests.bus.broker import RANG, Broker
from tests.bus.tally.contracts import Rang
from tests.bus.tally.process import Tally
from tests.kernel.tables import marked

_CUT = text(
    "select pg_terminate_backend(pid) from pg_stat_activity"
    " where datname = current_database() and pid <> pg_backend_pid()"
)


def _wait_marked(db: Transactions, word: str, count: int = 1) -> None:
    wait_until(lambda: marked(db, word) == count, 20, f"{count} marks of {word}")


def _wait_all_acknowledged(tally: Tally, broker: Broker) -> None:
    """Return once nothing is left: the broker gives back what wasn't acknowledged."""
    tally.end()
    assert broker.depth(RANG) == 0
    assert broker.depth(names.PARKED) == 0


def test_an_event_has_its_effect_and_is_acknowledged(
    mortal: Tally, broker: Broker, db: Transactions
) -> None:
    mortal.start()
    mortal.wait_well()

    broker.ring(Rang(word="x"))

    wait_until(lambda: mortal.heard("ok") == 1, 10, "an event heard")
    assert marked(db, "x") == 1
    _wait_all_acknowledged(mortal, broker)


def test_a_repeated_event_has_one_effect(
    tally: Tally, broker: Broker, db: Transactions
) -> None:
    repeated = tally.heard("repeated")
    event_id = broker.ring(Rang(word="x"))
    _wait_marked(db, "x")

    for _ in range(3):
        broker.ring(Rang(word="x"), event_id=event_id)

    wait_until(lambda: tally.heard("repeated") == repeated + 3, 10, "three repeats")
    assert marked(db, "x") == 1
    assert broker.depth(names.PARKED) == 0


def test_a_repeat_that_overtakes_the_first_has_one_effect_too(
    tally: Tally, broker: Broker, db: Transactions
) -> None:
    repeated = tally.heard("repeated")
    slow = Rang(word="x", after_s=0.5)
    event_id = broker.ring(slow)
    for _ in range(3):
        broker.ring(slow, event_id=event_id)

    wait_until(lambda: tally.heard("repeated") == repeated + 3, 10, "three repeats")
    assert marked(db, "x") == 1


def test_an_event_that_fails_is_parked_without_effect_and_not_tried_again(
    tally: Tally, broker: Broker, db: Transactions
) -> None:
    broker.ring(Rang(word="x", how="badly"))
    broker.ring(Rang(word="neighbour"))

    broker.wait_parked(1)
    _wait_marked(db, "neighbour")
    assert marked(db, "x") == 0
    assert marked(db, "x:tried") == 1
    assert tally.logged("bus.event_parked")[-1]["event_name"] == "rang"


def test_an_event_whose_database_was_cut_off_is_tried_again(
    tally: Tally, broker: Broker, db: Transactions
) -> None:
    waits = len(tally.logged("bus.event_waits"))
    broker.ring(Rang(word="x", after_s=0.5))
    _wait_marked(db, "x:tried")

    with db.begin() as tx:
        tx.execute(_CUT)

    _wait_marked(db, "x")
    assert marked(db, "x:tried") >= 2
    assert len(tally.logged("bus.event_waits")) > waits
    assert broker.depth(names.PARKED) == 0


def test_events_wait_out_a_database_that_is_away(
    stack: Stack, tally: Tally, broker: Broker, db: Transactions
) -> None:
    waits = len(tally.logged("bus.event_waits"))
    stack.supervisor.stop(["postgresql"])
    try:
        for _ in range(20):
            broker.ring(Rang(word="x"))
        wait_until(
            lambda: len(tally.logged("bus.event_waits")) >= waits + 8, 20, "waiting"
        )
        assert not tally.is_well()
    finally:
        stack.supervisor.start(["postgresql"])
        stack.wait_healthy("postgresql", 30)
    db.kw["bind"].dispose()

    _wait_marked(db, "x", 20)
    assert broker.depth(names.PARKED) == 0
    wait_until(tally.is_well, 10, "the tally being well again")


def test_a_database_that_dies_and_returns_loses_no_event(
    stack: Stack, tally: Tally, broker: Broker, db: Transactions
) -> None:
    for number in range(20):
        broker.ring(Rang(word="x", after_s=0.1 * (number % 5)))
    old = stack.kill("postgresql")
    for _ in range(10):
        broker.ring(Rang(word="x"))

    stack.wait_restarted("postgresql", old, 30)
    stack.wait_healthy("postgresql", 30)
    db.kw["bind"].dispose()

    _wait_marked(db, "x", 30)
    assert broker.depth(names.PARKED) == 0
    assert tally.is_alive()


def test_a_service_killed_between_effect_and_acknowledgement_has_one_effect(
    mortal: Tally, broker: Broker, db: Transactions
) -> None:
    mortal.start(TALLY_DIES_BEFORE_ACK="1")
    mortal.wait_well()
    broker.ring(Rang(word="x"))
    assert mortal.wait_ended() == -signal.SIGKILL
    assert marked(db, "x") == 1

    mortal.start()
    mortal.wait_well()

    wait_until(lambda: mortal.heard("repeated") == 1, 10, "its redelivery")
    assert marked(db, "x") == marked(db, "x:tried") == 1
    _wait_all_acknowledged(mortal, broker)


def test_a_service_killed_within_the_work_does_it_anew(
    mortal: Tally, broker: Broker, db: Transactions
) -> None:
    mortal.start()
    mortal.wait_well()
    broker.ring(Rang(word="x", after_s=1.0))
    _wait_marked(db, "x:tried")

    mortal.end()
    mortal.start()

    _wait_marked(db, "x")
    assert marked(db, "x:tried") == 2
    _wait_all_acknowledged(mortal, broker)


def test_a_service_that_is_asked_to_end_finishes_what_it_does(
    mortal: Tally, broker: Broker, db: Transactions
) -> None:
    mortal.start()
    mortal.wait_well()
    broker.ring(Rang(word="x", after_s=1.0))
    _wait_marked(db, "x:tried")

    mortal.send(signal.SIGTERM)

    assert mortal.wait_ended() == 0
    assert marked(db, "x") == 1
    assert broker.depth(RANG) == 0


@pytest.mark.usefixtures("tally")
def test_a_delivery_that_lost_its_connection_and_its_repeat_have_one_effect(
    broker: Broker, db: Transactions
) -> None:
    broker.ring(Rang(word="x", after_s=1.0))
    _wait_marked(db, "x:tried")
    wait_until(lambda: broker.disconnect("tally") > 0, 15, "its connection cut")

    broker.ring(Rang(word="next"))

    _wait_marked(db, "next")
    _wait_marked(db, "x")
    assert broker.depth(RANG) == 0
    assert broker.depth(names.PARKED) == 0
