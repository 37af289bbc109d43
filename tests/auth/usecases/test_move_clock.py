from datetime import timedelta

import pytest

from machiken.contracts.bus import NotAllowed
from machiken.contracts.verification import MoveClock
from machiken.rehearsal import move_clock
from machiken.settings import Environment
from services.auth.store.tables import CLOCK
from tests.auth.town import Town

AN_HOUR = MoveClock(shift=timedelta(hours=1))


@pytest.mark.parametrize("environment", [Environment.DEMO, Environment.TEST])
def test_a_rehearsal_moves_the_clock(
    empty_town: Town, environment: Environment
) -> None:
    with empty_town.db.begin() as tx:
        assert move_clock(tx, AN_HOUR, environment).shift == AN_HOUR.shift

    assert [row["shift"] for row in empty_town.rows(CLOCK)] == [AN_HOUR.shift]


def test_production_keeps_real_time(empty_town: Town) -> None:
    with empty_town.db.begin() as tx, pytest.raises(NotAllowed):
        move_clock(tx, AN_HOUR, Environment.PRODUCTION)

    assert empty_town.rows(CLOCK) == []
