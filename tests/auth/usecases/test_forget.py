from datetime import timedelta

from services.auth.store.tables import ATTEMPT, SESSION, SIGN_IN
from services.auth.usecases.forget import forget
from tests.auth.town import Town


def test_what_is_fresh_is_kept(town: Town, password: str) -> None:
    town.sign_in(password)

    assert forget(town.db) == 0


def test_tries_are_forgotten_after_a_day(town: Town, password: str) -> None:
    town.sign_in(password)
    town.move_clock(timedelta(days=1, minutes=1))

    assert forget(town.db) == 1
    assert town.rows(ATTEMPT) == []
    assert len(town.rows(SIGN_IN)) == len(town.rows(SESSION)) == 1


def test_sign_ins_and_sessions_are_forgotten_after_a_month(
    town: Town, password: str
) -> None:
    town.sign_in(password)
    told = town.happenings()
    town.move_clock(timedelta(days=31))

    assert forget(town.db) == 3
    assert forget(town.db) == 0
    assert town.rows(SIGN_IN) == town.rows(SESSION) == []
    assert town.happenings() == told
