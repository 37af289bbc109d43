from datetime import timedelta

from services.notify.domain.delivery import (
    TRIES_MAX,
    URGENT_WAIT_MAX,
    WAIT_MAX,
    is_hopeless,
    wait_after,
)


def test_waits_grow_up_to_a_limit() -> None:
    waits = [wait_after(tries, urgent=False) for tries in range(1, 30)]

    assert waits[:3] == [timedelta(seconds=s) for s in (5, 10, 20)]
    assert waits == sorted(waits)
    assert waits[-1] == WAIT_MAX


def test_an_urgent_letter_never_rests_long() -> None:
    assert wait_after(50, urgent=True) == URGENT_WAIT_MAX


def test_a_letter_is_tried_for_about_a_day() -> None:
    tries = range(1, TRIES_MAX)
    tried_for = sum((wait_after(each, urgent=False) for each in tries), timedelta())

    assert timedelta(hours=24) <= tried_for <= timedelta(hours=26)
    assert not is_hopeless(TRIES_MAX - 1)
    assert is_hopeless(TRIES_MAX)
