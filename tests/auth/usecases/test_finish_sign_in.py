from datetime import timedelta

import pytest

from machiken.contracts.auth import OneTimePasswordWrong, SignInExpired, Site
from machiken.refusals import Refusal
from services.auth.store.tables import SESSION, SIGN_IN
from tests.auth.town import HOME, Town, at_once, wrong


def test_the_mailed_number_opens_a_session(town: Town, password: str) -> None:
    secret = town.sign_in(password)

    [session] = town.rows(SESSION)
    assert session["expires_at"] == session["opened_at"] + timedelta(hours=12)
    assert town.resume(secret).staff_name == "麦野花子"


def test_a_number_is_good_once(town: Town, password: str) -> None:
    begun, number = town.begin(password), town.mailed_number()
    town.finish(begun.sign_in_secret, number)

    with pytest.raises(SignInExpired):
        town.finish(begun.sign_in_secret, number)


def test_the_right_number_fifty_times_at_once_opens_one_session(
    town: Town, password: str
) -> None:
    begun, number = town.begin(password), town.mailed_number()

    answers = at_once(50, lambda _: _tried(town, begun.sign_in_secret, number))

    assert sorted(answers) == ["auth.sign_in_expired"] * 49 + ["in"]
    assert len(town.rows(SESSION)) == 1


def test_of_fifty_guesses_at_once_three_are_looked_at(
    town: Town, password: str
) -> None:
    begun, number = town.begin(password), town.mailed_number()

    answers = at_once(
        50, lambda each: _tried(town, begun.sign_in_secret, wrong(number, each + 1))
    )

    assert answers.count("auth.one_time_password_wrong") == 3
    assert answers.count("auth.sign_in_expired") == 47
    assert town.happenings().count("one_time_password_wrong") == 3
    assert _tried(town, begun.sign_in_secret, number) == "auth.sign_in_expired"


def test_each_wrong_number_tells_how_many_tries_are_left(
    town: Town, password: str
) -> None:
    begun, number = town.begin(password), town.mailed_number()

    for tries_left in ("2", "1", "0"):
        with pytest.raises(OneTimePasswordWrong) as refused:
            town.finish(begun.sign_in_secret, wrong(number))
        assert refused.value.facts == {"tries_left": tries_left}

    with pytest.raises(SignInExpired):
        town.finish(begun.sign_in_secret, number)


def test_the_third_try_may_be_the_right_one(town: Town, password: str) -> None:
    begun, number = town.begin(password), town.mailed_number()
    for _ in range(2):
        with pytest.raises(OneTimePasswordWrong):
            town.finish(begun.sign_in_secret, wrong(number))

    assert town.finish(begun.sign_in_secret, number).session_secret


def test_a_number_is_good_for_five_minutes(town: Town, password: str) -> None:
    begun, number = town.begin(password), town.mailed_number()

    town.move_clock(timedelta(minutes=5))

    with pytest.raises(SignInExpired):
        town.finish(begun.sign_in_secret, number)


def test_a_number_is_still_good_shortly_before(town: Town, password: str) -> None:
    begun, number = town.begin(password), town.mailed_number()

    town.move_clock(timedelta(minutes=4, seconds=50))

    assert town.finish(begun.sign_in_secret, number).session_secret


def test_a_number_is_worthless_without_the_browser_that_began(
    town: Town, password: str
) -> None:
    town.begin(password)

    for secret in ("", "guessed", "\ud800", "\0"):
        with pytest.raises(SignInExpired):
            town.finish(secret, town.mailed_number())
    assert [row["tries"] for row in town.rows(SIGN_IN)] == [0]


def test_the_audit_tells_the_way_in(town: Town, password: str) -> None:
    begun, number = town.begin(password), town.mailed_number()
    with pytest.raises(OneTimePasswordWrong):
        town.finish(begun.sign_in_secret, wrong(number))
    town.end(town.finish(begun.sign_in_secret, number).session_secret)

    way = town.audit()[-4:]
    assert [row["happening"] for row in way] == [
        "sign_in_begun",
        "one_time_password_wrong",
        "sign_in_finished",
        "session_ended",
    ]
    assert [row["address"] for row in way] == [HOME, HOME, HOME, None]
    assert {row["site"] for row in way} == {Site.SHOP}
    assert len({row["staff_id"] for row in way}) == 1


def _tried(town: Town, secret: str, number: str) -> str:
    try:
        town.finish(secret, number)
    except Refusal as refusal:
        return refusal.code
    return "in"
