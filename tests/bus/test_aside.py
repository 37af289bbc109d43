"""Slow work beside the event loop: a few at a time, and never all of a process."""

import threading
from collections.abc import Iterator

import eventlet
import pytest
from eventlet.event import Event
from eventlet.greenthread import GreenThread

from machiken.bus.aside import AT_ONCE_MAX, SEATS, SEATS_OF_STRANGERS, Seats, aside
from machiken.bus.process import WORKERS_MAX
from machiken.contracts.bus import Busy


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """Return what slow work waits for; opened at the end, so that nobody hangs."""
    gate = threading.Event()
    yield gate
    gate.set()


def test_strangers_are_served_one_by_one_and_leave_seats_to_the_known() -> None:
    seats, served, go_on = Seats(), list[int](), Event()

    def stranger(number: int) -> None:
        with seats.taken(stranger=True):
            served.append(number)
            go_on.wait()

    waiting = [eventlet.spawn(stranger, n) for n in range(SEATS_OF_STRANGERS)]
    eventlet.sleep(0)

    with pytest.raises(Busy), seats.taken(stranger=True):
        pass
    assert served == [0]
    with seats.taken():
        pass
    go_on.send()
    for each in waiting:
        each.wait()
    assert served == list(range(SEATS_OF_STRANGERS))
    with seats.taken(stranger=True):
        pass


def test_nobody_gets_more_than_the_seats_and_what_fails_gives_its_seat_back() -> None:
    seats = Seats()
    for _ in range(SEATS + 1):
        with pytest.raises(ZeroDivisionError), seats.taken():
            _ = 1 / 0
    taken = [seats.taken() for _ in range(SEATS)]
    for each in taken:
        each.__enter__()

    with pytest.raises(Busy), seats.taken():
        pass


def test_some_workers_of_a_process_are_always_left_for_quick_calls() -> None:
    assert SEATS_OF_STRANGERS < SEATS < WORKERS_MAX
    assert AT_ONCE_MAX <= SEATS_OF_STRANGERS


def test_the_event_loop_goes_on_while_slow_work_is_done(gate: threading.Event) -> None:
    running: list[GreenThread] = [
        eventlet.spawn(aside, gate.wait, 30) for _ in range(AT_ONCE_MAX + 1)
    ]

    quick = eventlet.spawn(lambda: "answered")

    assert quick.wait() == "answered"
    assert not any(each.dead for each in running)
    gate.set()
    assert [each.wait() for each in running] == [True] * len(running)
