from datetime import timedelta

import pytest

from machiken import clock
from machiken.contracts.bus import NotAllowed
from machiken.contracts.verification import MoveClock
from machiken.database import Transactions
from machiken.rehearsal import move_clock
from machiken.settings import Environment

A_WEEK = MoveClock(shift=timedelta(days=7))


def test_a_rehearsal_moves_the_time(notify_db: Transactions) -> None:
    with notify_db.begin() as tx:
        before = clock.now(tx)
        move_clock(tx, A_WEEK, Environment.TEST)

        assert clock.now(tx) - before >= A_WEEK.shift


def test_production_moves_no_time(notify_db: Transactions) -> None:
    with notify_db.begin() as tx, pytest.raises(NotAllowed):
        move_clock(tx, A_WEEK, Environment.PRODUCTION)
