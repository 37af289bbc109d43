import pytest

from machiken.bus.breaker import FAILURES_MAX, OPEN_S, WITHIN_S, Breaker


class Watch:
    """A time that the test tells."""

    def __init__(self) -> None:
        """Begin somewhere."""
        self.at = 1000.0

    def __call__(self) -> float:
        """Return the time."""
        return self.at


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def breaker(watch: Watch) -> Breaker:
    return Breaker(watch)


def _fail(breaker: Breaker, times: int = FAILURES_MAX) -> None:
    for _ in range(times):
        breaker.failed()


def test_calls_go_through_at_first_and_after_few_failures(breaker: Breaker) -> None:
    assert breaker.lets_through()

    _fail(breaker, FAILURES_MAX - 1)

    assert breaker.lets_through()


def test_many_failures_in_short_time_stop_the_calls(breaker: Breaker) -> None:
    _fail(breaker)

    assert not breaker.lets_through()


def test_the_same_failures_over_a_long_time_do_not(
    breaker: Breaker, watch: Watch
) -> None:
    for _ in range(3 * FAILURES_MAX):
        breaker.failed()
        watch.at += WITHIN_S / (FAILURES_MAX - 1) + 0.01
        assert breaker.lets_through()


def test_an_answer_makes_earlier_failures_forgotten(breaker: Breaker) -> None:
    _fail(breaker, FAILURES_MAX - 1)
    breaker.worked()
    _fail(breaker, FAILURES_MAX - 1)

    assert breaker.lets_through()


def test_after_a_pause_one_probe_goes_through_and_no_second(
    breaker: Breaker, watch: Watch
) -> None:
    _fail(breaker)
    watch.at += OPEN_S - 0.01
    assert not breaker.lets_through()

    watch.at += 0.02

    assert breaker.lets_through()
    assert not breaker.lets_through()


def test_a_probe_that_works_lets_everybody_through(
    breaker: Breaker, watch: Watch
) -> None:
    _fail(breaker)
    watch.at += OPEN_S
    assert breaker.lets_through()

    breaker.worked()

    assert breaker.lets_through()
    assert breaker.lets_through()


def test_a_probe_that_fails_costs_another_pause(breaker: Breaker, watch: Watch) -> None:
    _fail(breaker)
    for _ in range(20):
        watch.at += OPEN_S
        assert breaker.lets_through()
        breaker.failed()
        assert not breaker.lets_through()


def test_a_probe_that_never_ends_does_not_keep_the_door_shut(
    breaker: Breaker, watch: Watch
) -> None:
    _fail(breaker)
    watch.at += OPEN_S
    assert breaker.lets_through()

    watch.at += OPEN_S

    assert breaker.lets_through()
