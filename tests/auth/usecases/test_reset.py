from datetime import timedelta

import pytest

from machiken.contracts.auth import (
    PasswordOffRule,
    ResetCodeWrong,
    ResetExpired,
    ResetWaits,
    SessionUnknown,
    SignInFailed,
    Site,
)
from machiken.refusals import Refusal
from services.auth.store.tables import RESET
from tests.auth.passwords import forget, prove, reset
from tests.auth.town import Town, at_once

NEW = "Tsukimi#Dango7"
WRONG = "00000-00000"


def test_the_mailed_code_leads_to_a_new_password(town: Town, password: str) -> None:
    till = town.sign_in(password)
    begun = forget(town)
    prove(town, begun.reset_secret, town.mailed_code().lower().replace("-", " "))

    changed = reset(town, begun.reset_secret, NEW)

    assert [each.site for each in changed.ended] == [Site.SHOP]
    with pytest.raises(SessionUnknown):
        town.resume(till)
    with pytest.raises(SignInFailed):
        town.begin(password)
    assert town.sign_in(NEW)
    assert town.told("account_touched")[-1]["news"] == "password_reset"


def test_nobody_comes_in_by_a_reset_alone(town: Town) -> None:
    begun = forget(town)
    prove(town, begun.reset_secret, town.mailed_code())
    reset(town, begun.reset_secret, NEW)

    with pytest.raises(SessionUnknown):
        town.resume(begun.reset_secret)


def test_an_unknown_account_gets_the_same_answer_and_no_mail(town: Town) -> None:
    known, unknown = forget(town), forget(town, login_id="nobody")

    assert len(known.reset_secret) == len(unknown.reset_secret)
    assert len(town.told("password_reset_begun")) == 1
    assert len(town.rows(RESET)) == 2
    for begun in (known, unknown):
        with pytest.raises(ResetCodeWrong) as refused:
            prove(town, begun.reset_secret, WRONG)
        assert refused.value.facts == {"tries_left": "4"}


def test_of_fifty_guesses_at_once_five_are_looked_at(town: Town) -> None:
    begun = forget(town)

    def guess(number: int) -> str:
        try:
            prove(town, begun.reset_secret, f"{number:05}-00000")
        except Refusal as refusal:
            return refusal.code
        return "proven"

    answers = at_once(50, guess)

    assert answers.count(ResetCodeWrong.code) == 5
    assert answers.count(ResetExpired.code) == 45
    with pytest.raises(ResetExpired):
        prove(town, begun.reset_secret, town.mailed_code())


def test_a_code_is_worthless_in_another_browser(town: Town) -> None:
    forget(town)

    for secret in ("", "guessed", "\ud800"):
        with pytest.raises(ResetExpired):
            prove(town, secret, town.mailed_code())


def test_no_password_is_chosen_before_the_code_was_right(town: Town) -> None:
    with pytest.raises(ResetExpired):
        reset(town, forget(town).reset_secret, NEW)


def test_a_bad_choice_leaves_the_reset_open_and_a_good_one_ends_it(town: Town) -> None:
    begun = forget(town)
    prove(town, begun.reset_secret, town.mailed_code())

    with pytest.raises(PasswordOffRule):
        reset(town, begun.reset_secret, "short")
    reset(town, begun.reset_secret, NEW)
    with pytest.raises(ResetExpired):
        reset(town, begun.reset_secret, "Momiji#Gari88")


def test_a_code_is_good_for_a_quarter_of_an_hour(town: Town) -> None:
    begun, code = forget(town), town.mailed_code()
    town.move_clock(timedelta(minutes=15))

    with pytest.raises(ResetExpired):
        prove(town, begun.reset_secret, code)


def test_a_new_code_voids_the_old_one(town: Town) -> None:
    old, code = forget(town), town.mailed_code()
    forget(town)

    with pytest.raises(ResetExpired):
        prove(town, old.reset_secret, code)


@pytest.mark.parametrize("login_id", ["hanako", "nobody"])
def test_three_resets_are_the_last_for_a_while(town: Town, login_id: str) -> None:
    for _ in range(3):
        forget(town, login_id=login_id)

    with pytest.raises(ResetWaits):
        forget(town, login_id=login_id)

    town.move_clock(timedelta(minutes=15, seconds=1))
    assert forget(town, login_id=login_id).reset_secret
