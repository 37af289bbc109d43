"""A shop looks after its people: whom it may, and what becomes of them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from machiken.contracts.actor import Role
from machiken.contracts.auth import (
    LoginIdTaken,
    PasswordChosen,
    RegistrationMalformed,
    ResendWaits,
    SessionUnknown,
    SignInExpired,
    SignInFailed,
    SignInLocked,
    StaffAboveOneself,
    StaffDisabled,
    StaffIsOneself,
    StaffManagementOff,
    StaffMemberAlready,
    StaffUnknown,
)
from machiken.contracts.bus import NotAllowed
from tests.auth.passwords import change, forget
from tests.auth.people import CAFE, TARO, Till, open_cafe, switched_on
from tests.auth.town import BAKERY, Town

CHOSEN = "Kuromugi#2026"


@pytest.fixture
def hanako(town: Town, password: str) -> Till:
    """Return the representative at her till; the shop looks after its people."""
    town.apply(switched_on(staff_management=True))
    return Till(town, town.sign_in(password))


@pytest.fixture
def taro(hanako: Till) -> Till:
    """Return Taro at his till, with the password that he was mailed."""
    hanako.invite()
    return _at_till(hanako.town, "taro")


def test_somebody_invited_signs_in_with_the_mailed_password(hanako: Till) -> None:
    welcomed = hanako.invite()

    invited = hanako.town.told("staff_invited")[-1]
    assert welcomed.is_new
    assert (invited["role"], invited["merchant_code"]) == ("staff", "t01")
    assert _at_till(hanako.town, "taro").actor.role is Role.STAFF


def test_the_same_invitation_again_changes_nothing(hanako: Till) -> None:
    first, again = hanako.invite(), hanako.invite()

    assert replace(first, is_new=False) == again
    assert len(hanako.town.told("staff_invited")) == 3  # officer, Hanako, Taro
    with pytest.raises(StaffMemberAlready):
        hanako.invite(role=Role.MANAGER)


def test_another_persons_login_id_is_taken(hanako: Till) -> None:
    with pytest.raises(LoginIdTaken):
        hanako.invite(login_id=BAKERY.login_id)


@pytest.mark.parametrize(
    "wrong",
    [{"login_id": "t"}, {"email": "nobody"}, {"name": " "}, {"role": "office_clerk"}],
)
def test_an_invitation_must_be_filled_in(hanako: Till, wrong: dict[str, str]) -> None:
    role = Role(wrong.pop("role", "staff"))
    with pytest.raises(RegistrationMalformed):
        hanako.invite(role=role, **wrong)


def test_the_disabled_are_out_at_once_and_look_unknown(
    hanako: Till, taro: Till
) -> None:
    town, staff_id = hanako.town, hanako.member("taro").staff_id
    mailed = town.mailed_password()
    waiting = town.begin(mailed, login_id="taro").sign_in_secret
    number = town.mailed_number()

    ended = hanako.disable(staff_id).ended

    assert len(ended) == 1
    with pytest.raises(SessionUnknown):
        town.resume(taro.secret)
    with pytest.raises(SignInExpired):
        town.finish(waiting, number)
    with pytest.raises(SignInFailed):
        town.begin(mailed, login_id="taro")
    forget(town, login_id="taro")
    assert town.told("password_reset_begun") == []
    assert town.told("account_touched")[-1]["news"] == "staff_disabled"


def test_the_enabled_come_back_as_they_were(hanako: Till, taro: Till) -> None:
    town, staff_id = hanako.town, taro.actor.staff_id
    assert staff_id
    change(town, taro.secret, town.mailed_password(), CHOSEN)
    hanako.disable(staff_id)

    hanako.enable(staff_id)

    assert town.sign_in(CHOSEN, login_id="taro")
    assert hanako.member("taro").disabled_at is None


def test_disabling_twice_is_once(hanako: Till, taro: Till) -> None:
    staff_id = hanako.member("taro").staff_id
    assert hanako.disable(staff_id).ended
    assert not hanako.disable(staff_id).ended

    assert hanako.town.happenings().count("staff_disabled") == 1
    del taro


def test_a_new_role_ends_the_sessions_of_the_old(hanako: Till, taro: Till) -> None:
    hanako.give(hanako.member("taro").staff_id, Role.MANAGER)

    with pytest.raises(SessionUnknown):
        hanako.town.resume(taro.secret)
    again = _at_till(hanako.town, "taro")
    assert again.actor.role is Role.MANAGER
    assert again.staff().roles_to_give == (Role.MANAGER, Role.STAFF)


def test_a_token_of_a_role_that_is_gone_does_nothing(hanako: Till) -> None:
    hanako.invite(role=Role.MANAGER)
    taro = _at_till(hanako.town, "taro")

    hanako.give(hanako.member("taro").staff_id, Role.STAFF)

    with pytest.raises(NotAllowed):
        taro.staff()
    with pytest.raises(NotAllowed):
        taro.invite(login_id="saburo", email="saburo@kinomachi.example")


def test_a_manager_does_not_touch_the_representative(hanako: Till) -> None:
    hanako.invite(role=Role.MANAGER)
    manager = _at_till(hanako.town, "taro")
    above = manager.member(BAKERY.login_id)

    assert not above.may_be_managed
    assert above.email == "h•••@kinomachi.example"
    for act in (manager.disable, manager.resend, manager.unlock):
        with pytest.raises(StaffAboveOneself):
            act(above.staff_id)


def test_nobody_acts_on_himself_and_the_representative_stays(hanako: Till) -> None:
    own = hanako.member(BAKERY.login_id).staff_id
    for act in (hanako.disable, hanako.enable, hanako.unlock):
        with pytest.raises(StaffIsOneself):
            act(own)
    with pytest.raises(RegistrationMalformed):
        hanako.give(hanako.invite().staff_id, Role.REPRESENTATIVE)
    with pytest.raises(StaffIsOneself):
        hanako.give(own, Role.STAFF)


def test_another_merchants_people_do_not_exist(hanako: Till) -> None:
    open_cafe(hanako.town)
    jiro = _at_till(hanako.town, "jiro", CAFE)
    assert jiro.actor.staff_id
    taro = hanako.invite().staff_id

    with pytest.raises(StaffUnknown):
        hanako.disable(jiro.actor.staff_id)
    with pytest.raises(StaffUnknown):
        jiro.disable(taro)
    assert [each.login_id for each in jiro.staff().members] == ["jiro"]


def test_an_initial_password_is_sent_anew_until_one_is_chosen(hanako: Till) -> None:
    town, staff_id = hanako.town, hanako.invite().staff_id
    first = town.mailed_password()
    town.move_clock(timedelta(days=8))
    assert hanako.member("taro").initial_until

    hanako.resend(staff_id)

    with pytest.raises(SignInFailed):
        town.begin(first, login_id="taro")
    taro = _at_till(town, "taro")
    chosen = change(town, taro.secret, town.mailed_password(), CHOSEN)
    with pytest.raises(PasswordChosen):
        hanako.resend(staff_id)
    assert town.resume(chosen.session_secret).login_id == "taro"


def test_nobody_is_sent_passwords_without_end(hanako: Till) -> None:
    staff_id = hanako.invite().staff_id
    hanako.resend(staff_id)
    hanako.resend(staff_id)

    with pytest.raises(ResendWaits):
        hanako.resend(staff_id)
    hanako.town.move_clock(timedelta(minutes=15))
    assert hanako.resend(staff_id).staff_id == staff_id


def test_nothing_is_sent_to_the_disabled(hanako: Till) -> None:
    staff_id = hanako.invite().staff_id
    hanako.disable(staff_id)

    with pytest.raises(StaffDisabled):
        hanako.resend(staff_id)
    with pytest.raises(StaffMemberAlready):
        hanako.invite()


def test_an_unlocked_person_may_try_again_at_once(hanako: Till) -> None:
    town, staff_id = hanako.town, hanako.invite().staff_id
    for _ in range(5):
        with pytest.raises(SignInFailed):
            town.begin("Wrong#12345", login_id="taro")
    with pytest.raises(SignInLocked):
        town.begin(town.mailed_password(), login_id="taro")
    assert hanako.member("taro").locked_until

    hanako.unlock(staff_id)

    assert hanako.member("taro").locked_until is None
    assert _at_till(town, "taro").actor.login_id == "taro"
    hanako.unlock(staff_id)
    assert town.happenings().count("staff_unlocked") == 1


def test_where_the_switch_is_off_the_office_alone_acts(hanako: Till) -> None:
    town = hanako.town
    staff_id = hanako.invite().staff_id
    off = switched_on(staff_management=False)
    town.apply(replace(off, campaign_version=3))

    for act in (hanako.disable, hanako.enable, hanako.unlock, hanako.resend):
        with pytest.raises(StaffManagementOff):
            act(staff_id)
    with pytest.raises(StaffManagementOff):
        hanako.staff()
    with pytest.raises(StaffManagementOff):
        hanako.invite(login_id="saburo")


def test_a_campaign_that_says_nothing_has_the_switch_off(
    town: Town, password: str
) -> None:
    with pytest.raises(StaffManagementOff):
        Till(town, town.sign_in(password)).staff()


def test_each_act_is_written_down_with_who_on_what_from_where(
    hanako: Till, taro: Till
) -> None:
    staff_id = hanako.member("taro").staff_id
    hanako.give(staff_id, Role.MANAGER)
    hanako.disable(staff_id)
    hanako.enable(staff_id)
    hanako.resend(staff_id)

    rows = [row for row in hanako.town.audit() if row["device"] == "Android の Chrome"]
    assert [row["happening"] for row in rows] == [
        "staff_invited",
        "role_changed",
        "staff_disabled",
        "staff_enabled",
        "password_reissued",
    ]
    for row in rows:
        assert row["staff_id"] == staff_id
        assert row["actor"] == str(hanako.actor.staff_id)
        assert row["merchant_id"] == hanako.actor.merchant_id
        assert row["address"] == "192.0.2.7"
    del taro


def test_no_password_is_written_into_an_event(hanako: Till) -> None:
    hanako.invite()

    mailed = hanako.town.mailed_password()
    assert mailed not in repr(hanako.town.told("staff_invited"))
    assert TARO.email in repr(hanako.town.told("staff_invited"))


def _at_till(town: Town, login_id: str, code: str = BAKERY.merchant_code) -> Till:
    """Return the till of whom a password was mailed last."""
    secret = town.sign_in(town.mailed_password(), login_id=login_id, code=code)
    return Till(town, secret)
