"""A service that answers nobody is not waited for by those who come later."""

from contextlib import ExitStack

import pytest

from machiken.bus.breaker import FAILURES_MAX, SILENT_S, Breaker


class Watch:
    """A time that the test tells."""

    def __init__(self) -> None:
        """Begin somewhere."""
        self.at = 1000.0

    def __call__(self) -> float:
        """Return the time."""
        return self.at


def test_while_many_wait_for_long_nobody_else_does() -> None:
    watch = Watch()
    breaker = Breaker(watch)

    with ExitStack() as calls:
        for _ in range(FAILURES_MAX):
            calls.enter_context(breaker.waiting())
        assert breaker.lets_through()
        watch.at += SILENT_S + 0.1
        assert not breaker.lets_through()

    assert breaker.lets_through()


def test_few_that_wait_for_long_hold_nobody_up() -> None:
    watch = Watch()
    breaker = Breaker(watch)

    with ExitStack() as calls:
        for _ in range(FAILURES_MAX - 1):
            calls.enter_context(breaker.waiting())
        watch.at += SILENT_S + 0.1
        assert breaker.lets_through()


def test_a_service_that_answers_others_is_slow_but_not_silent() -> None:
    watch = Watch()
    breaker = Breaker(watch)

    with ExitStack() as calls:
        for _ in range(FAILURES_MAX):
            calls.enter_context(breaker.waiting())
        watch.at += SILENT_S + 0.1
        breaker.worked()
        assert breaker.lets_through()


def test_a_call_that_fails_waits_no_more() -> None:
    watch = Watch()
    breaker = Breaker(watch)

    for _ in range(FAILURES_MAX):
        with pytest.raises(OSError, match="away"), breaker.waiting():
            raise OSError("away")
    watch.at += SILENT_S + 0.1

    assert breaker.lets_through()
