"""Signing in by one's app: its digits count once, its tries as those of a mail."""

from datetime import timedelta

import pytest

from machiken.contracts.actor import Role
from machiken.contracts.auth import (
    AuthenticatorDigitsWrong,
    NumbersUsedUp,
    ResetDue,
    SignInExpired,
    Site,
)
from machiken.refusals import Refusal
from services.auth.store.tables import AUTHENTICATOR, SESSION
from tests.auth.apps import App, add_app
from tests.auth.passwords import forget, prove, reset
from tests.auth.town import Town, at_once

APART = timedelta(minutes=16)


def _a_day_of_guesses(
    town: Town, password: str, app: App, *, day: int, sign_ins: int = 3
) -> list[str]:
    said = []
    for sign_in in range(sign_ins):
        town.move_clock(timedelta(days=day) + APART * sign_in)
        secret = town.begin(password).sign_in_secret
        said += [_tried(town, secret, app.wrong(each)) for each in range(3)]
    town.move_clock(timedelta(days=day) + APART * sign_ins)
    return said


@pytest.fixture
def app(town: Town, password: str) -> App:
    """Return the representative's app; he is signed in where he added it."""
    return add_app(town, town.sign_in(password))


def _tried(town: Town, secret: str, digits: str) -> str:
    try:
        town.finish(secret, digits)
    except Refusal as refusal:
        return refusal.code
    return "in"


def test_the_apps_digits_open_a_session_and_nothing_is_mailed(
    town: Town, password: str, app: App
) -> None:
    mails = len(town.told("one_time_password_issued"))

    begun = town.begin(password)
    opened = town.finish(begun.sign_in_secret, app.digits())

    assert begun.by_authenticator
    assert begun.masked_email == ""
    assert len(town.told("one_time_password_issued")) == mails
    assert town.resume(opened.session_secret).login_id == "hanako"


def test_the_pc_and_the_till_ask_for_the_same_app(
    town: Town, password: str, app: App
) -> None:
    begun = town.begin(password, site=Site.PORTAL, code="C001")
    opened = town.finish(begun.sign_in_secret, app.digits())

    assert begun.by_authenticator
    assert town.resume(opened.session_secret, Site.PORTAL).role is Role.COMPANY


def test_the_office_signs_in_by_its_app(town: Town) -> None:
    town.register_officer(login_id="hana", email="hana@kinomachi.example")
    password = town.mailed_password()
    office = {"site": Site.OFFICE, "code": "", "login_id": "hana"}
    begun = town.begin(password, **office)
    opened = town.finish(begun.sign_in_secret, town.mailed_number())
    actor_secret = opened.session_secret
    view = town.resume(actor_secret, Site.OFFICE)
    app = add_app(town, actor_secret, site=Site.OFFICE)

    again = town.begin(password, **office)

    assert view.role is Role.OFFICE_CLERK
    assert again.by_authenticator
    assert town.finish(again.sign_in_secret, app.digits()).session_secret


def test_digits_are_good_once_here_and_at_another_sign_in(
    town: Town, password: str, app: App
) -> None:
    digits = app.digits()
    first = town.begin(password)
    town.finish(first.sign_in_secret, digits)
    second = town.begin(password)

    assert _tried(town, first.sign_in_secret, digits) == SignInExpired.code
    assert _tried(town, second.sign_in_secret, digits) == AuthenticatorDigitsWrong.code


def test_the_digits_that_added_the_app_are_used(
    town: Town, password: str, app: App
) -> None:
    begun = town.begin(password)

    with pytest.raises(AuthenticatorDigitsWrong):
        town.finish(begun.sign_in_secret, app.digits(steps=0))


def test_the_same_digits_from_two_places_at_once_open_one_session(
    town: Town, password: str, app: App
) -> None:
    till = town.begin(password).sign_in_secret
    pc = town.begin(password, site=Site.PORTAL, code="C001").sign_in_secret
    before, digits = len(town.rows(SESSION)), app.digits()

    answers = at_once(20, lambda each: _tried(town, (till, pc)[each % 2], digits))

    assert answers.count("in") == 1
    assert len(town.rows(SESSION)) == before + 1


def test_of_fifty_guesses_at_once_three_are_looked_at(
    town: Town, password: str, app: App
) -> None:
    secret = town.begin(password).sign_in_secret

    answers = at_once(50, lambda each: _tried(town, secret, app.wrong(each)))

    assert answers.count(AuthenticatorDigitsWrong.code) == 3
    assert answers.count(SignInExpired.code) == 47
    assert _tried(town, secret, app.digits()) == SignInExpired.code


def test_wrong_digits_use_up_the_same_budgets_as_wrong_numbers(
    town: Town, password: str, app: App
) -> None:
    assert (
        _a_day_of_guesses(town, password, app, day=0)
        == [AuthenticatorDigitsWrong.code] * 9
    )

    with pytest.raises(NumbersUsedUp):
        town.begin(password)


def test_thirty_wrong_digits_ask_for_a_new_password(
    town: Town, password: str, app: App
) -> None:
    for day in range(3):
        _a_day_of_guesses(town, password, app, day=day)
    said = _a_day_of_guesses(town, password, app, day=3, sign_ins=1)

    assert said == [AuthenticatorDigitsWrong.code] * 3
    with pytest.raises(ResetDue):
        town.begin(password)


def test_a_recovery_code_is_good_once_and_its_owner_is_told(
    town: Town, password: str, app: App
) -> None:
    first = town.begin(password)
    town.finish(first.sign_in_secret, app.codes[0].lower().replace("-", " "))
    second = town.begin(password)

    assert _tried(town, second.sign_in_secret, app.codes[0]) == (
        AuthenticatorDigitsWrong.code
    )
    assert _tried(town, second.sign_in_secret, app.codes[1]) == "in"
    news = [each["news"] for each in town.told("account_touched")]
    assert news.count("recovery_code_used") == 2
    assert town.happenings().count("recovery_code_used") == 2


def test_ten_with_the_same_recovery_code_at_once_open_one_session(
    town: Town, password: str, app: App
) -> None:
    till = town.begin(password).sign_in_secret
    pc = town.begin(password, site=Site.PORTAL, code="C001").sign_in_secret

    answers = at_once(10, lambda each: _tried(town, (till, pc)[each % 2], app.codes[0]))

    assert answers.count("in") == 1


def test_a_mailed_reset_leaves_the_app_where_it_is(town: Town, app: App) -> None:
    begun = forget(town)
    prove(town, begun.reset_secret, town.mailed_code())
    reset(town, begun.reset_secret, "Tsukimi#Dango7")

    again = town.begin("Tsukimi#Dango7")

    assert again.by_authenticator
    assert town.finish(again.sign_in_secret, app.digits()).session_secret


def test_each_use_seals_the_secret_anew(town: Town, password: str, app: App) -> None:
    [before] = town.rows(AUTHENTICATOR)
    town.finish(town.begin(password).sign_in_secret, app.digits())
    [after] = town.rows(AUTHENTICATOR)

    assert before["sealed_secret"] != after["sealed_secret"]
    assert after["last_step"] > before["last_step"]


def test_a_rehearsals_clock_is_not_the_phones(
    town: Town, password: str, app: App
) -> None:
    town.move_clock(timedelta(days=-40))

    begun = town.begin(password)

    assert town.finish(begun.sign_in_secret, app.digits()).session_secret
