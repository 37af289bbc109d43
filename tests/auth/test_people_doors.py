"""The doors about people, but for the bus: what they keep although they refuse."""

from typing import Any

import pytest

from machiken.contracts.actor import Actor
from machiken.contracts.auth import (
    BeginMailChange,
    FinishMailChange,
    MailCodeWrong,
    PasswordWrong,
)
from services.auth.service import AuthService
from services.auth.store.tables import MAIL_CHANGE
from tests.auth.people import PHONE, Till, switched_on
from tests.auth.town import Town

NEW = "mugino@bakery.kinomachi.example"


@pytest.fixture
def hanako(town: Town, password: str) -> Till:
    """Return the representative at her till."""
    town.apply(switched_on(representative_change=True))
    return Till(town, town.sign_in(password))


def test_a_wrong_password_is_written_down_although_the_door_refuses(
    hanako: Till,
) -> None:
    wrong = BeginMailChange(email=NEW, password="Wrong#12345", origin=PHONE)

    with pytest.raises(PasswordWrong):
        _through("begin_mail_change", hanako, wrong)

    assert hanako.town.happenings()[-1] == "mail_change_refused"
    assert hanako.town.rows(MAIL_CHANGE) == []


def test_a_try_at_a_code_stays_used_up_although_the_door_refuses(
    hanako: Till, password: str
) -> None:
    asked = BeginMailChange(email=NEW, password=password, origin=PHONE)
    _through("begin_mail_change", hanako, asked)
    guess = FinishMailChange(
        session_secret=hanako.secret, code="AAAAA-AAAAA", origin=PHONE
    )

    with pytest.raises(MailCodeWrong):
        _through("finish_mail_change", hanako, guess)

    assert [row["tries"] for row in hanako.town.rows(MAIL_CHANGE)] == [1]


def _through(door: str, till: Till, request: Any) -> Any:
    service: Any = AuthService()
    service.db, service.settings = till.town.db, till.town.settings
    actor: Actor = till.actor
    return getattr(AuthService, door).__wrapped__(service, request, actor)
