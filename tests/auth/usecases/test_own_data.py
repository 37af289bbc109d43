"""The representative changes her name and mail; her role the office hands on."""

from dataclasses import replace
from datetime import timedelta

import pytest

from machiken.contracts.actor import Role
from machiken.contracts.auth import (
    ChangeOwnName,
    MailChangeExpired,
    MailChangeWaits,
    MailCodeWrong,
    MailUnchanged,
    PasswordWrong,
    RegistrationMalformed,
    RepresentativeChangeOff,
    SessionUnknown,
    SignInExpired,
    SignInLocked,
    StaffDisabled,
    StaffUnknown,
)
from machiken.contracts.bus import NotAllowed
from services.auth.store.tables import STAFF
from services.auth.usecases.own_data import change_own_name, show_own_data
from tests.auth.passwords import forget
from tests.auth.people import (
    PHONE,
    Till,
    mailed_proof,
    name_representative,
    switched_on,
)
from tests.auth.town import BAKERY, OPERATOR, Town

NEW = "mugino@bakery.kinomachi.example"


@pytest.fixture
def hanako(town: Town, password: str) -> Till:
    """Return the representative at her till."""
    town.apply(switched_on(representative_change=True, staff_management=True))
    return Till(town, town.sign_in(password))


def test_she_sees_what_is_registered(hanako: Till) -> None:
    with hanako.town.db.begin() as tx:
        data = show_own_data(tx, hanako.actor)

    assert (data.name, data.email) == (BAKERY.representative_name, BAKERY.email)
    assert (data.merchant_name, data.company_code) == ("木漏れ日ベーカリー", "C001")


def test_she_changes_her_name(hanako: Till) -> None:
    changed = _rename(hanako, "小麦花子")

    assert hanako.town.resume(hanako.secret).staff_name == "小麦花子"
    assert len(changed) == 1  # what remembers her must look again
    assert hanako.town.audit()[-1]["detail"] == "小麦花子"
    with pytest.raises(RegistrationMalformed):
        _rename(hanako, "\u202e")


def test_a_new_address_is_proven_there_and_told_at_the_old(
    hanako: Till, password: str
) -> None:
    town = hanako.town
    elsewhere = town.sign_in(password)
    hanako.begin_mail_change(NEW, password)
    assert town.told("mail_change_asked")[-1]["email"] == NEW

    hanako.finish_mail_change(mailed_proof(town))

    (event,) = town.told("mail_address_changed")
    assert (event["email"], event["email_before"]) == (NEW, BAKERY.email)
    assert event["masked_email"] == "m•••@bakery.kinomachi.example"
    with pytest.raises(SessionUnknown):
        town.resume(elsewhere)
    town.begin(password)
    assert town.told("one_time_password_issued")[-1]["email"] == NEW


def test_what_went_to_the_old_address_is_worth_nothing(
    hanako: Till, password: str
) -> None:
    town = hanako.town
    waiting, number = town.begin(password).sign_in_secret, town.mailed_number()
    forget(town)
    hanako.begin_mail_change(NEW, password)
    hanako.finish_mail_change(mailed_proof(town))

    with pytest.raises(SignInExpired):
        town.finish(waiting, number)


def test_without_her_password_nothing_is_mailed(hanako: Till, password: str) -> None:
    for _ in range(5):
        with pytest.raises(PasswordWrong):
            hanako.begin_mail_change(NEW, "Wrong#12345")
    with pytest.raises(SignInLocked):
        hanako.begin_mail_change(NEW, password)

    assert hanako.town.told("mail_change_asked") == []
    refused = hanako.town.audit()[-1]
    assert (refused["happening"], refused["detail"]) == (
        "mail_change_refused",
        "auth.password_wrong",
    )


def test_a_code_has_five_tries_and_a_quarter_of_an_hour(
    hanako: Till, password: str
) -> None:
    town = hanako.town
    hanako.begin_mail_change(NEW, password)
    right = mailed_proof(town)
    left = []
    for _ in range(5):
        with pytest.raises(MailCodeWrong) as wrong:
            hanako.finish_mail_change("AAAAA-AAAAA")
        left.append(wrong.value.facts["tries_left"])
    assert left == ["4", "3", "2", "1", "0"]
    with pytest.raises(MailChangeExpired):
        hanako.finish_mail_change(right)

    hanako.begin_mail_change(NEW, password)
    town.move_clock(timedelta(minutes=16))
    with pytest.raises(MailChangeExpired):
        hanako.finish_mail_change(mailed_proof(town))
    assert town.rows(STAFF)[1]["email"] == BAKERY.email


def test_a_code_is_good_once_and_only_the_last_one(hanako: Till, password: str) -> None:
    hanako.begin_mail_change("first@kinomachi.example", password)
    first = mailed_proof(hanako.town)
    hanako.begin_mail_change(NEW, password)
    with pytest.raises(MailCodeWrong):
        hanako.finish_mail_change(first)

    hanako.finish_mail_change(mailed_proof(hanako.town))

    with pytest.raises(MailChangeExpired):
        hanako.finish_mail_change(mailed_proof(hanako.town))


def test_strangers_are_not_mailed_without_end(hanako: Till, password: str) -> None:
    for number in range(3):
        hanako.begin_mail_change(f"stranger{number}@kinomachi.example", password)

    with pytest.raises(MailChangeWaits):
        hanako.begin_mail_change(NEW, password)


def test_an_address_must_be_one_and_another(hanako: Till, password: str) -> None:
    with pytest.raises(MailUnchanged):
        hanako.begin_mail_change(BAKERY.email, password)
    with pytest.raises(RegistrationMalformed):
        hanako.begin_mail_change("nobody", password)


def test_where_the_switch_is_off_the_office_changes_it(
    hanako: Till, password: str
) -> None:
    hanako.town.apply(replace(switched_on(), campaign_version=3))

    with pytest.raises(RepresentativeChangeOff):
        _rename(hanako, "小麦花子")
    with pytest.raises(RepresentativeChangeOff):
        hanako.begin_mail_change(NEW, password)


def test_another_representative_is_named_by_the_office(hanako: Till) -> None:
    town = hanako.town
    hanako.invite()
    taro = Till(town, town.sign_in(town.mailed_password(), login_id="taro"))

    ended = name_representative(town, OPERATOR, "taro").ended

    assert len(ended) == 2
    for till in (hanako, taro):
        with pytest.raises(SessionUnknown):
            town.resume(till.secret)
    with pytest.raises(NotAllowed):
        _rename(hanako, "小麦花子")
    again = Till(town, town.sign_in(town.mailed_password(), login_id="taro"))
    assert again.actor.role is Role.REPRESENTATIVE
    assert again.member(BAKERY.login_id).role is Role.STAFF
    (event,) = town.told("representative_changed")
    assert event["representative_id"] == str(taro.actor.staff_id)
    told = [
        each for each in town.told("account_touched") if "represent" in each["news"]
    ]
    assert [(each["login_id"], each["news"]) for each in told] == [
        ("hanako", "represents_no_more"),
        ("taro", "became_representative"),
    ]
    assert not name_representative(town, OPERATOR, "taro").ended


def test_only_a_member_who_may_come_in_can_represent(hanako: Till) -> None:
    staff_id = hanako.invite().staff_id
    hanako.disable(staff_id)

    with pytest.raises(StaffDisabled):
        name_representative(hanako.town, OPERATOR, "taro")
    with pytest.raises(StaffUnknown):
        name_representative(hanako.town, OPERATOR, "nobody")


def _rename(till: Till, name: str) -> tuple[object, ...]:
    with till.town.db.begin() as tx:
        wanted = ChangeOwnName(name=name, origin=PHONE)
        return change_own_name(tx, wanted, till.actor).ended
