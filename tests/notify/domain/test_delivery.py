from datetime import timedelta

from services.notify.domain.delivery import (
    REFUSED_FOR_GOOD_MAX,
    REFUSED_FOR_NOW_MAX,
    URGENT_WAIT_MAX,
    WAIT_MAX,
    is_hopeless,
    wait_after,
)

A_MOMENT = timedelta(seconds=1)


def test_waits_grow_up_to_a_limit() -> None:
    waits = [wait_after(tries, urgent=False) for tries in range(1, 30)]

    assert waits[:3] == [timedelta(seconds=s) for s in (5, 10, 20)]
    assert waits == sorted(waits)
    assert waits[-1] == WAIT_MAX


def test_an_urgent_letter_never_rests_long() -> None:
    assert wait_after(50, urgent=True) == URGENT_WAIT_MAX
    assert wait_after(50, urgent=True, for_good=True) == URGENT_WAIT_MAX


def test_a_server_that_said_never_is_not_pestered() -> None:
    assert wait_after(1, urgent=False, for_good=True) == WAIT_MAX


def test_a_letter_refused_for_now_is_tried_for_a_day() -> None:
    assert not is_hopeless(REFUSED_FOR_NOW_MAX - A_MOMENT, for_good=False)
    assert is_hopeless(REFUSED_FOR_NOW_MAX, for_good=False)


def test_a_letter_refused_for_good_is_tried_for_an_hour() -> None:
    assert not is_hopeless(REFUSED_FOR_GOOD_MAX - A_MOMENT, for_good=True)
    assert is_hopeless(REFUSED_FOR_GOOD_MAX, for_good=True)
    assert not is_hopeless(REFUSED_FOR_GOOD_MAX, for_good=False)
