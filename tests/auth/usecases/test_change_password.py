from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from machiken.contracts.auth import (
    PasswordCommon,
    PasswordGuessable,
    PasswordOffRule,
    PasswordUsedBefore,
    PasswordWrong,
    SessionUnknown,
    SignInFailed,
    SignInLocked,
    Site,
)
from machiken.refusals import Refusal
from services.auth.domain.password import PasswordRule
from services.auth.store.tables import PASSWORD, SESSION
from tests.auth.passwords import change
from tests.auth.town import Town, at_once

NEW = "Tsukimi#Dango7"


def test_the_new_password_opens_and_the_old_one_does_not(
    town: Town, password: str
) -> None:
    change(town, town.sign_in(password), password, NEW)

    assert town.begin(NEW).sign_in_secret
    with pytest.raises(SignInFailed):
        town.begin(password)


def test_the_session_that_changed_it_goes_on_and_all_others_end(
    town: Town, password: str
) -> None:
    mine, other = town.sign_in(password), town.sign_in(password)
    at_pc = town.sign_in(password, site=Site.PORTAL, code="C001")

    changed = change(town, mine, password, NEW)

    assert town.resume(changed.session_secret).login_id == "hanako"
    assert {each.site for each in changed.ended} == {Site.SHOP, Site.PORTAL}
    for secret, site in ((other, Site.SHOP), (at_pc, Site.PORTAL)):
        with pytest.raises(SessionUnknown):
            town.resume(secret, site)


def test_the_session_that_changed_it_has_another_secret_from_then_on(
    town: Town, password: str
) -> None:
    seen_by_somebody = town.sign_in(password)

    changed = change(town, seen_by_somebody, password, NEW)

    assert changed.session_secret
    with pytest.raises(SessionUnknown):
        town.resume(seen_by_somebody)
    assert len([row for row in town.rows(SESSION) if row["ended_at"] is None]) == 1


def test_its_owner_is_told_and_the_audit_knows(town: Town, password: str) -> None:
    change(town, town.sign_in(password), password, NEW)

    [news] = town.told("account_touched")
    assert (news["news"], news["email"]) == (
        "password_changed",
        "hanako@kinomachi.example",
    )
    assert town.happenings()[-1] == "password_changed"


@pytest.mark.parametrize(
    ("new", "refusal"),
    [
        ("Short#1aB", PasswordOffRule),
        ("nokindsatall", PasswordOffRule),
        ("Exclamation1!", PasswordOffRule),
        ("P@ssword2026", PasswordCommon),
        ("Qwertyuiop#12", PasswordCommon),
        ("xHanako#2026x", PasswordGuessable),
        ("Ab#KNM202601", PasswordGuessable),
        ("Ab#h4nak0xyz9", PasswordGuessable),
    ],
)
def test_a_bad_choice_changes_nothing(
    town: Town, password: str, new: str, refusal: type[Refusal]
) -> None:
    secret = town.sign_in(password)

    with pytest.raises(refusal):
        change(town, secret, password, new)

    assert town.begin(password).sign_in_secret
    assert len(town.rows(PASSWORD)) == 2  # the clerk's and this one


def test_the_present_password_and_the_two_before_may_not_come_back(
    town: Town, password: str
) -> None:
    secret = town.sign_in(password)
    chosen = [password, NEW, "Momiji#Gari88", "Yukimi#Zake99"]
    for old, new in pairwise(chosen):
        secret = change(town, secret, old, new).session_secret

    for used in chosen[1:]:
        with pytest.raises(PasswordUsedBefore):
            change(town, secret, chosen[-1], used)
    change(town, secret, chosen[-1], chosen[0])


def test_by_the_rule_of_asvs_length_is_enough(town: Town, password: str) -> None:
    secret = town.sign_in(password)
    chosen = change(
        town, secret, password, "月見団子 と 紅葉狩り", rule=PasswordRule.ASVS
    )
    secret = chosen.session_secret

    with pytest.raises(PasswordOffRule):
        change(town, secret, "月見団子 と 紅葉狩り", "seven77", rule=PasswordRule.ASVS)


def test_whoever_finds_a_till_signed_in_guesses_five_times(
    town: Town, password: str
) -> None:
    secret = town.sign_in(password)

    def guess(number: int) -> str:
        try:
            change(town, secret, f"Wrong{number:05}", NEW)
        except Refusal as refusal:
            return refusal.code
        return "changed"

    answers = at_once(12, guess)

    assert answers.count(PasswordWrong.code) == 5
    assert answers.count(SignInLocked.code) == 7
    assert town.resume(secret).login_id == "hanako"


def test_an_initial_password_opens_auth_alone_until_it_is_changed(
    town: Town, password: str
) -> None:
    strict = replace(town, forced=True)
    secret = strict.sign_in(password)

    view = strict.resume(secret)
    assert view.must_change_password
    assert set(view.tokens) == {"auth"}
    assert strict.verifier("auth").actor(view.tokens["auth"]).change_due

    view = strict.resume(change(strict, secret, password, NEW).session_secret)
    assert not view.must_change_password
    assert "redemption" in view.tokens
    assert not strict.verifier("auth").actor(view.tokens["auth"]).change_due


def test_a_chosen_password_does_not_expire(town: Town, password: str) -> None:
    change(town, town.sign_in(password), password, NEW)
    town.move_clock(timedelta(days=400))

    assert town.begin(NEW).sign_in_secret
