"""How often strangers may guess, and that they can't keep the owner out by it."""

from datetime import UTC, datetime, timedelta

import pytest

from machiken.contracts.auth import (
    NumbersUsedUp,
    OneTimePasswordWrong,
    ResetDue,
    SignInFailed,
    SignInLocked,
)
from machiken.refusals import Refusal
from services.auth.store import attempts
from services.auth.store.tables import ATTEMPT, DEVICE, WRONG_NUMBER
from tests.auth.passwords import forget, prove, reset
from tests.auth.town import HOME, Town, at_once, wrong

NEW = "Tsukimi#Dango7"
A_WHILE = timedelta(minutes=16)


def test_nine_wrong_numbers_a_day_are_looked_at(town: Town, password: str) -> None:
    at = _guessed_in_vain(town, password, 9)

    with pytest.raises(NumbersUsedUp):
        town.begin(password)

    town.move_clock(at + timedelta(hours=24))
    assert town.begin(password).sign_in_secret


def test_nobodys_success_gives_a_guess_back(town: Town, password: str) -> None:
    at = timedelta()
    for _ in range(3):
        at = _guessed_in_vain(town, password, 2, at)
        town.sign_in(password)

    at = _guessed_in_vain(town, password, 3, at)
    with pytest.raises(NumbersUsedUp):
        town.begin(password)


def test_thirty_wrong_numbers_make_the_password_worthless_until_it_is_reset(
    town: Town, password: str
) -> None:
    at = timedelta()
    for guesses in (9, 9, 9, 3):
        at = _guessed_in_vain(town, password, guesses, at) + timedelta(hours=25)
        town.move_clock(at)

    with pytest.raises(ResetDue):
        town.begin(password)
    assert len(town.rows(WRONG_NUMBER)) == 30
    assert town.told("account_touched")[-1]["news"] == "reset_due"

    begun = forget(town)
    prove(town, begun.reset_secret, town.mailed_code())
    reset(town, begun.reset_secret, NEW)
    assert town.sign_in(NEW)


def test_of_forty_guesses_at_once_after_seven_two_are_looked_at(
    town: Town, password: str
) -> None:
    _guessed_in_vain(town, password, 7)
    begun, number = town.begin(password), town.mailed_number()

    answers = at_once(
        40, lambda each: _tried(town, begun.sign_in_secret, wrong(number, each + 1))
    )

    assert answers.count(OneTimePasswordWrong.code) == 2
    assert len(town.rows(WRONG_NUMBER)) == 9


def test_whoever_fails_on_purpose_does_not_lock_a_known_device(
    town: Town, password: str
) -> None:
    device = _known_device(town, password)
    for _ in range(5):
        with pytest.raises(SignInFailed):
            town.begin("Wrong12345")
    with pytest.raises(SignInLocked):
        town.begin(password)

    begun = town.begin(password, device_secret=device)

    opened = town.finish(begun.sign_in_secret, town.mailed_number(), device)
    assert opened.session_secret


def test_a_known_device_is_locked_by_its_own_failures(
    town: Town, password: str
) -> None:
    device = _known_device(town, password)
    for _ in range(5):
        with pytest.raises(SignInFailed):
            town.begin("Wrong12345", device_secret=device)

    with pytest.raises(SignInLocked):
        town.begin(password, device_secret=device)
    assert town.begin(password).sign_in_secret


def test_a_strangers_wrong_numbers_leave_a_known_device_alone(
    town: Town, password: str
) -> None:
    device = _known_device(town, password)
    _guessed_in_vain(town, password, 9)

    assert town.begin(password, device_secret=device).sign_in_secret


def test_a_device_is_known_for_its_owner_only(town: Town, password: str) -> None:
    device = _known_device(town, password)
    for _ in range(5):
        with pytest.raises(SignInFailed):
            town.begin("Wrong12345", login_id="nobody", device_secret=device)

    with pytest.raises(SignInLocked):
        town.begin(password, login_id="nobody", device_secret=device)


def test_a_lock_is_told_to_the_owner_once_and_the_signed_in_go_on(
    town: Town, password: str
) -> None:
    till = town.sign_in(password)

    at_once(20, lambda each: _begun(town, f"Wrong{each:05}"))

    [news] = town.told("account_touched")
    assert (news["news"], news["until"] is None) == ("account_locked", False)
    assert town.happenings().count("account_locked") == 1
    assert town.resume(till).login_id == "hanako"


def test_a_hundred_patient_failures_shut_strangers_out_and_known_devices_go_on(
    town: Town, password: str
) -> None:
    device = _known_device(town, password)
    _fail_patiently(town, 99)
    assert town.begin(password).sign_in_secret
    with pytest.raises(SignInFailed):
        town.begin("Wrong12345")

    with pytest.raises(SignInLocked) as refused:
        town.begin(password)

    assert town.begin(password, device_secret=device).sign_in_secret
    assert town.told("account_touched")[-1]["until"] is not None
    until = datetime.fromisoformat(refused.value.facts["until"])
    town.move_clock(until - datetime.now(UTC) + timedelta(seconds=5))
    assert town.begin(password).sign_in_secret


def test_a_password_reset_by_mail_ends_the_rest_of_the_old_one(
    town: Town, password: str
) -> None:
    _fail_patiently(town, 100)
    with pytest.raises(SignInLocked):
        town.begin(password)

    begun = forget(town)
    prove(town, begun.reset_secret, town.mailed_code())
    reset(town, begun.reset_secret, NEW)

    assert town.begin(NEW).sign_in_secret


def test_a_second_device_is_told_to_the_owner_and_the_first_is_not(
    town: Town, password: str
) -> None:
    device = _known_device(town, password)
    assert town.told("account_touched") == []

    town.sign_in(password)
    assert [each["news"] for each in town.told("account_touched")] == ["new_device"]

    begun = town.begin(password, device_secret=device)
    again = town.finish(begun.sign_in_secret, town.mailed_number(), device)
    assert again.device_secret == device
    assert len(town.rows(DEVICE)) == 2
    assert len(town.told("account_touched")) == 1


def _fail_patiently(town: Town, failures: int) -> None:
    """Have failed so often, too slowly for the manual's lock."""
    with pytest.raises(SignInFailed):
        town.begin("Wrong12345")
    last = town.rows(ATTEMPT)[-1]
    with town.db.begin() as tx:
        for each in range(1, failures):
            at = last["attempted_at"] - timedelta(seconds=20) * each
            attempts.record(tx, last["account"], HOME, at=at)


def _known_device(town: Town, password: str) -> str:
    begun = town.begin(password)
    return town.finish(begun.sign_in_secret, town.mailed_number()).device_secret


def _guessed_in_vain(
    town: Town, password: str, guesses: int, at: timedelta = timedelta()
) -> timedelta:
    """Guess so often, three for each mail; return by how much time went on."""
    while guesses:
        at += A_WHILE
        town.move_clock(at)
        begun, number = town.begin(password), town.mailed_number()
        for each in range(min(guesses, 3)):
            assert _tried(town, begun.sign_in_secret, wrong(number, each + 1))
        guesses -= min(guesses, 3)
    return at


def _tried(town: Town, secret: str, number: str) -> str:
    try:
        town.finish(secret, number)
    except Refusal as refusal:
        return refusal.code
    return ""


def _begun(town: Town, password: str) -> str:
    try:
        town.begin(password)
    except Refusal as refusal:
        return refusal.code
    return ""
