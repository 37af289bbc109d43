"""Two at once: invitations, disabling beside enabling, a sign-in beside its end."""

import pytest

from machiken.contracts.actor import Role
from machiken.contracts.auth import SessionUnknown, SignInExpired
from machiken.contracts.bus import NotAllowed
from services.auth.store.tables import MEMBERSHIP, STAFF
from tests.auth.people import CAFE, TARO, Till, switched_on
from tests.auth.town import Town, at_once


@pytest.fixture
def hanako(town: Town, password: str) -> Till:
    """Return the representative at her till."""
    town.apply(switched_on(staff_management=True))
    return Till(town, town.sign_in(password))


def test_one_login_id_invited_by_many_at_once_is_one_person(hanako: Till) -> None:
    welcomed = at_once(8, lambda _: hanako.invite())

    assert len({each.staff_id for each in welcomed}) == 1
    assert [each.is_new for each in welcomed].count(True) == 1
    assert [row["login_id"] for row in hanako.town.rows(STAFF)].count("taro") == 1
    assert hanako.town.happenings().count("staff_invited") == 1


def test_an_invitation_beside_a_registration_is_one_person(hanako: Till) -> None:
    """Both may invent somebody of the company with the same login id."""
    town = hanako.town

    def act(number: int) -> None:
        if number:
            hanako.invite()
        else:
            town.register(
                merchant_code=CAFE,
                representative_name=TARO.name,
                login_id=TARO.login_id,
                email=TARO.email,
            )

    at_once(2, act)

    (taro,) = [row for row in town.rows(STAFF) if row["login_id"] == "taro"]
    his = [row for row in town.rows(MEMBERSHIP) if row["staff_id"] == taro["staff_id"]]
    assert sorted(row["role"] for row in his) == ["representative", "staff"]


def test_enabling_by_many_at_once_is_one_act(hanako: Till) -> None:
    staff_id = hanako.invite().staff_id
    hanako.disable(staff_id)

    at_once(8, lambda _: hanako.enable(staff_id))

    assert hanako.member("taro").disabled_at is None
    assert hanako.town.happenings().count("staff_enabled") == 1


def test_disabling_beside_enabling_ends_as_the_last_one_said(hanako: Till) -> None:
    staff_id = hanako.invite().staff_id
    for _ in range(5):
        at_once(8, lambda n: (hanako.disable if n % 2 else hanako.enable)(staff_id))

        acts = [
            each
            for each in hanako.town.happenings()
            if each in {"staff_disabled", "staff_enabled"}
        ]
        # Each act that was one is written down; they take turns, and the last holds.
        assert acts == (["staff_disabled", "staff_enabled"] * len(acts))[: len(acts)]
        disabled = hanako.member("taro").disabled_at is not None
        assert disabled == (acts[-1:] == ["staff_disabled"])


def test_two_managers_who_disable_each_other_leave_one(hanako: Till) -> None:
    town = hanako.town
    tills = [_manager(hanako, name) for name in ("taro", "jiro")]
    ids = [till.actor.staff_id for till in tills]

    def act(number: int) -> bool:
        other = ids[1 - number]
        assert other
        try:
            tills[number].disable(other)
        except NotAllowed:
            return False
        return True

    assert at_once(2, act).count(True) == 1
    disabled = [row for row in town.rows(MEMBERSHIP) if row["disabled_at"]]
    assert len(disabled) == 1


def test_nobody_comes_in_while_he_is_being_disabled(hanako: Till) -> None:
    town, staff_id = hanako.town, hanako.invite().staff_id
    password = town.mailed_password()
    for _ in range(3):  # as many mails as may stay unanswered
        secret = town.begin(password, login_id="taro").sign_in_secret
        number = town.mailed_number()

        def act(which: int, secret: str = secret, number: str = number) -> str | None:
            if which:
                hanako.disable(staff_id)
                return None
            try:
                return town.finish(secret, number).session_secret
            except SignInExpired:
                return None

        opened, _ = at_once(2, act)

        if opened:
            with pytest.raises(SessionUnknown):
                town.resume(opened)
        hanako.enable(staff_id)


def _manager(hanako: Till, name: str) -> Till:
    email = f"{name}@bakery.kinomachi.example"
    hanako.invite(login_id=name, email=email, role=Role.MANAGER)
    town = hanako.town
    return Till(town, town.sign_in(town.mailed_password(), login_id=name))
