"""What a thief with the password gets of guessing, and what he learns by the clock."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

from machiken.contracts.auth import SignInFailed
from machiken.refusals import Refusal
from services.auth.domain.guess_budget import DAILY_MAX, PER_PASSWORD_MAX
from services.auth.domain.one_time_password import TRIES_MAX
from tests.auth.guessing import steal
from tests.auth.town import Town


def test_however_many_guess_at_once_few_guesses_are_looked_at(
    town: Town, password: str
) -> None:
    thief = steal(town, password, 2_500)

    assert thief.sent == 2_500
    assert thief.each_sign_in_max == TRIES_MAX
    assert thief.each_day_max <= DAILY_MAX
    assert thief.evaluated == PER_PASSWORD_MAX
    assert thief.said["in"] == 0
    assert thief.owner_in == thief.days


def test_a_stranger_costs_the_same_statements_as_somebody_who_exists(
    town: Town, password: str
) -> None:
    town.sign_in(password)

    with statements(town) as known:
        assert _refused(town, login_id="hanako") is SignInFailed
    with statements(town) as unknown:
        assert _refused(town, login_id="nobody") is SignInFailed

    assert known
    assert unknown == known


def _refused(town: Town, **claimed: str) -> type[Refusal] | None:
    try:
        town.begin("Falsch-12345", **claimed)
    except Refusal as refusal:
        return type(refusal)
    return None


@contextmanager
def statements(town: Town) -> Iterator[list[str]]:
    """Return what the database is asked meanwhile, without its values."""
    seen: list[str] = []
    engine: Engine = town.db.kw["bind"]

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)
