"""The doors as they are, but for the bus: what they do around the use cases."""

from dataclasses import replace
from typing import Any

import pytest

from machiken.contracts.actor import NOBODY
from machiken.contracts.auth import (
    BeginSignIn,
    FinishSignIn,
    OneTimePasswordWrong,
    SignInFailed,
)
from machiken.contracts.verbs import verbs_of
from services.auth.service import AuthService
from services.auth.store.tables import SIGN_IN
from tests.auth.town import HOME, Town, at_till, wrong


def test_every_verb_has_a_door() -> None:
    doors = {name: getattr(AuthService, name, None) for name in _verb_names()}

    assert {name: door.verb.name for name, door in doors.items() if door} == {
        name: name for name in _verb_names()
    }


def test_a_try_stays_used_up_although_the_door_refuses(
    town: Town, password: str
) -> None:
    begun = _through("begin_sign_in", town, by_mail(password))
    guess = FinishSignIn(
        sign_in_secret=begun.sign_in_secret,
        one_time_password=wrong(town.mailed_number()),
        address=HOME,
    )

    with pytest.raises(OneTimePasswordWrong):
        _through("finish_sign_in", town, guess)

    assert [row["tries"] for row in town.rows(SIGN_IN)] == [1]


def test_a_failure_is_written_down_although_the_door_refuses(town: Town) -> None:
    with pytest.raises(SignInFailed):
        _through("begin_sign_in", town, by_mail("Wrong12345"))

    assert town.happenings()[-1] == "sign_in_failed"


def by_mail(password: str) -> BeginSignIn:
    return replace(at_till(password), puzzle=None)


def _verb_names() -> list[str]:
    return [verb.name for verb in verbs_of("auth")]


def _through(door: str, town: Town, request: Any) -> Any:
    service: Any = AuthService()
    service.db, service.settings = town.db, town.settings
    return getattr(AuthService, door).__wrapped__(service, request, NOBODY)
