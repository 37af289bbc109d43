from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from machiken.contracts.auth import (
    InitialPasswordExpired,
    SignInExpired,
    SignInFailed,
    SignInLocked,
    Site,
)
from machiken.refusals import Refusal
from services.auth.store.tables import ATTEMPT, SIGN_IN
from services.auth.usecases.begin_sign_in import begin_sign_in, open_attempt
from services.auth.usecases.outcome import told
from tests.auth.people import PHONE
from tests.auth.town import BAKERY, Town, at_once, at_till, wrong

OFFICE: dict[str, Any] = {
    "site": Site.OFFICE,
    "issuer_code": "",
    "code": "",
    "login_id": "clerk",
}
PORTAL: dict[str, Any] = {"site": Site.PORTAL, "code": BAKERY.company_code}


def test_a_right_password_gets_a_number_mailed(town: Town, password: str) -> None:
    begun = town.begin(password, user_agent=PHONE.user_agent)

    [issued] = town.told("one_time_password_issued")
    assert issued["device"] == "Android の Chrome"
    assert begun.masked_email == "h•••@kinomachi.example"
    assert issued["email"] == BAKERY.email
    assert (issued["site"], issued["place_name"]) == ("shop", BAKERY.merchant_name)
    assert datetime.fromisoformat(issued["expires_at"]) == begun.otp_expires_at
    assert len(town.mailed_number()) == 4


def test_the_representative_comes_in_at_the_companys_pc(
    town: Town, password: str
) -> None:
    town.begin(password, **PORTAL)

    [issued] = town.told("one_time_password_issued")
    assert (issued["site"], issued["place_name"]) == ("portal", BAKERY.company_name)


def test_an_officer_comes_in_by_his_login_id_alone(empty_town: Town) -> None:
    empty_town.register_officer()
    empty_town.begin(empty_town.mailed_password(), **OFFICE)

    [issued] = empty_town.told("one_time_password_issued")
    assert (issued["site"], issued["place_name"]) == ("office", "事務局")


@pytest.mark.parametrize(
    "change",
    [
        {"password": "Wrong12345"},
        {"password": "\ud800"},
        {"login_id": "nobody"},
        {"login_id": "Hanako"},
        {"login_id": "hana\0ko"},
        {"code": "t02"},
        {"code": "T01"},
        {"issuer_code": "KNM209901"},
        {"site": Site.PORTAL},
        {"site": Site.OFFICE},
        {"site": Site.PORTAL, "code": "C002"},
    ],
)
def test_whatever_is_wrong_the_answer_is_the_same(
    town: Town, password: str, change: dict[str, Any]
) -> None:
    with pytest.raises(SignInFailed) as refused:
        town.begin(**{"password": password, **change})

    assert refused.value.facts == {}
    assert town.told("one_time_password_issued") == []
    assert town.happenings()[-1] == "sign_in_failed"


def test_an_unknown_account_leaves_the_same_traces(town: Town) -> None:
    for login_id in ("hanako", "nobody"):
        with pytest.raises(SignInFailed):
            town.begin("Wrong12345", login_id=login_id)

    known, unknown = town.audit()[-2:]
    assert known["staff_id"] is not None
    assert unknown["staff_id"] is None
    assert known["detail"] == unknown["detail"]
    assert [row["failed"] for row in town.rows(ATTEMPT)] == [True, True]


@pytest.mark.parametrize("login_id", ["hanako", "nobody"])
def test_five_failures_lock_any_account_for_ten_minutes(
    town: Town, password: str, login_id: str
) -> None:
    for _ in range(5):
        with pytest.raises(SignInFailed):
            town.begin("Wrong12345", login_id=login_id)

    with pytest.raises(SignInLocked) as refused:
        town.begin(password, login_id=login_id)

    last = town.rows(ATTEMPT)[-1]["attempted_at"]
    until = datetime.fromisoformat(refused.value.facts["until"])
    assert until == last + timedelta(minutes=10)
    assert len(town.rows(ATTEMPT)) == 5


def test_the_lock_opens_after_ten_minutes(town: Town, password: str) -> None:
    for _ in range(5):
        with pytest.raises(SignInFailed):
            town.begin("Wrong12345")

    town.move_clock(timedelta(minutes=10, seconds=1))

    assert town.begin(password).sign_in_secret


def test_locking_the_till_does_not_lock_the_pc(town: Town, password: str) -> None:
    for _ in range(5):
        with pytest.raises(SignInFailed):
            town.begin("Wrong12345")

    assert town.begin(password, **PORTAL).sign_in_secret


def test_guesses_at_once_do_not_outrun_the_lock(town: Town) -> None:
    def guess(number: int) -> str:
        try:
            town.begin(f"Wrong{number:05}")
        except Refusal as refusal:
            return refusal.code
        return "in"

    answers = at_once(20, guess)

    assert answers.count("auth.sign_in_failed") == 5
    assert answers.count("auth.sign_in_locked") == 15


def test_right_passwords_never_lock(town: Town, password: str) -> None:
    for _ in range(7):
        town.sign_in(password)

    assert town.happenings().count("sign_in_finished") == 7


def test_an_initial_password_is_good_for_seven_days(town: Town, password: str) -> None:
    town.move_clock(timedelta(days=7, seconds=-10))
    assert town.begin(password).sign_in_secret

    town.move_clock(timedelta(days=7))
    with pytest.raises(InitialPasswordExpired):
        town.begin(password)
    with pytest.raises(SignInFailed):
        town.begin("Wrong12345")


def test_a_new_number_makes_the_old_one_worthless(town: Town, password: str) -> None:
    old, number = town.begin(password), town.mailed_number()
    town.begin(password)

    with pytest.raises(SignInExpired):
        town.finish(old.sign_in_secret, number)


def test_sign_ins_at_till_and_pc_leave_each_other_alone(
    town: Town, password: str
) -> None:
    till, number = town.begin(password), town.mailed_number()
    town.begin(password, **PORTAL)

    assert town.finish(till.sign_in_secret, number).session_secret


def test_one_number_is_good_however_many_begin_at_once(
    town: Town, password: str
) -> None:
    def begin(_: int) -> str:
        try:
            town.begin(password)
        except SignInLocked:
            return "locked"
        return "begun"

    assert "begun" in at_once(4, begin)
    still_open = [row for row in town.rows(SIGN_IN) if row["superseded_at"] is None]
    assert len(still_open) == 1


def test_three_mails_that_nobody_answered_are_the_last_for_a_while(
    town: Town, password: str
) -> None:
    for _ in range(3):
        town.begin(password)

    with pytest.raises(SignInLocked):
        town.begin(password)
    assert len(town.told("one_time_password_issued")) == 3

    town.move_clock(timedelta(minutes=15, seconds=1))
    assert town.begin(password).sign_in_secret


def test_a_password_replaced_while_it_was_looked_at_is_wrong(
    town: Town, password: str
) -> None:
    request = at_till(password)
    with town.db.begin() as tx:
        attempt = open_attempt(tx, request, town.keys)
    assert attempt.candidate is not None
    older = replace(attempt.candidate.password, password_id=0)
    outdated = replace(attempt, candidate=replace(attempt.candidate, password=older))

    with town.db.begin() as tx:
        outcome = begin_sign_in(tx, request, outdated, town.keys, proven=True)

    with pytest.raises(SignInFailed):
        told(outcome)


def test_a_wrong_number_is_not_the_mailed_one() -> None:
    assert wrong("9999") == "0000"
