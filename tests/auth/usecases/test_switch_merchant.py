"""Who works at several merchants goes on at another: as what he is there."""

from dataclasses import replace
from datetime import timedelta

import pytest

from machiken.confidential import Sealed
from machiken.contracts.actor import Role
from machiken.contracts.auth import (
    LoginIdTaken,
    MerchantRef,
    MerchantUnknown,
    RecallSession,
    SessionUnknown,
    SignInFailed,
    Site,
)
from machiken.ids import MerchantCode, MerchantId
from services.auth.usecases.outcome import told
from services.auth.usecases.recall_session import recall_session
from services.auth.usecases.switch_merchant import show_merchants
from tests.auth.people import CAFE, REF, Till, invite, open_cafe, switched_on
from tests.auth.town import BAKERY, HOME, OPERATOR, Town

CAFE_REF = MerchantRef(issuer_code=REF.issuer_code, merchant_code=CAFE)
HANAKO = {
    "login_id": BAKERY.login_id,
    "name": BAKERY.representative_name,
    "email": BAKERY.email,
}


@pytest.fixture
def cafe(town: Town, password: str) -> MerchantId:
    """Return the café, of which Hanako is a member of staff."""
    del password  # mailed before the café's representative got his
    town.apply(switched_on(staff_management=True))
    cafe = open_cafe(town)
    invite(town, OPERATOR, merchant=CAFE_REF, **HANAKO)
    return cafe


@pytest.fixture
def hanako(town: Town, password: str, cafe: MerchantId) -> Till:
    """Return Hanako at the bakery, which she represents."""
    del cafe
    return Till(town, town.sign_in(password))


def test_a_colleague_is_told_and_keeps_her_password(
    town: Town, password: str, cafe: MerchantId
) -> None:
    news = town.told("account_touched")[-1]
    assert (news["news"], news["role"], news["email"]) == (
        "staff_joined",
        "staff",
        BAKERY.email,
    )
    assert "木漏れ日カフェ（加盟店コード t02）" in news["place_name"]

    at_cafe = Till(town, town.sign_in(password, code=CAFE))
    assert (at_cafe.actor.role, at_cafe.actor.merchant_id) == (Role.STAFF, cafe)


def test_a_colleague_is_known_by_login_id_and_mail_together(
    town: Town, cafe: MerchantId
) -> None:
    with pytest.raises(LoginIdTaken):
        invite(town, OPERATOR, merchant=CAFE_REF, **{**HANAKO, "email": "x@y.example"})
    same = invite(
        town,
        OPERATOR,
        merchant=CAFE_REF,
        **{**HANAKO, "email": BAKERY.email.upper()},
    )
    assert not same.is_new
    del cafe


def test_after_switching_the_token_is_of_the_other_merchant(
    hanako: Till, cafe: MerchantId
) -> None:
    town = hanako.town
    assert town.resume(hanako.secret).merchants == 2

    secret = hanako.switch(cafe).session_secret

    view = town.resume(secret)
    actor = town.verifier("redemption").actor(view.tokens["redemption"])
    assert (actor.merchant_id, actor.merchant_code) == (cafe, CAFE)
    assert (actor.role, view.place_name) == (Role.STAFF, "木漏れ日カフェ")
    with pytest.raises(SessionUnknown):
        town.resume(hanako.secret)
    row = town.audit()[-1]
    assert (row["happening"], row["merchant_id"]) == ("merchant_switched", cafe)
    assert row["device"] == "Android の Chrome"


def test_switching_makes_no_session_longer(hanako: Till, cafe: MerchantId) -> None:
    ends = hanako.town.resume(hanako.secret).expires_at
    hanako.town.move_clock(timedelta(minutes=20))

    assert hanako.switch(cafe).expires_at == ends


def test_a_session_that_is_over_switches_nowhere(
    hanako: Till, cafe: MerchantId
) -> None:
    hanako.switch(cafe)

    with pytest.raises(SessionUnknown):
        hanako.switch(cafe)


def test_nobody_switches_to_where_he_does_not_belong(
    hanako: Till, town: Town, password: str, cafe: MerchantId
) -> None:
    other = town.register(
        merchant_code="t09",
        company_code="C009",
        company_name="別の会社",
        login_id="saburo",
        email="saburo@kinomachi.example",
    )
    with pytest.raises(MerchantUnknown):
        hanako.switch(other.merchant_id)

    assert hanako.actor.staff_id
    _jiro(town).disable(hanako.actor.staff_id)
    again = Till(town, town.sign_in(password))
    with pytest.raises(MerchantUnknown):
        again.switch(cafe)
    assert town.resume(again.secret).merchants == 1


def test_disabled_at_one_merchant_she_still_works_at_the_other(
    hanako: Till, town: Town, password: str
) -> None:
    assert hanako.actor.staff_id
    _jiro(town).disable(hanako.actor.staff_id)

    with pytest.raises(SignInFailed):
        town.begin(password, code=CAFE)
    with pytest.raises(SessionUnknown):
        town.resume(hanako.secret)
    assert town.sign_in(password)


def test_a_browser_that_stays_signed_in_stays_at_the_other_merchant(
    hanako: Till, town: Town, password: str, cafe: MerchantId
) -> None:
    begun = town.begin(password)
    opened = town.finish(begun.sign_in_secret, town.mailed_number(), stays=True)
    stays = Till(town, opened.session_secret)

    token = stays.switch(cafe).remember_token

    recalled = RecallSession(site=Site.SHOP, remember_token=token, address=HOME)
    with town.db.begin() as tx:
        secret = told(recall_session(tx, recalled)).session_secret
    assert town.resume(secret).code == CAFE
    del hanako


def test_one_sees_where_one_may_be(hanako: Till, cafe: MerchantId) -> None:
    with hanako.town.db.begin() as tx:
        lines = show_merchants(tx, hanako.actor).lines

    assert [(each.merchant_code, each.role, each.is_this_one) for each in lines] == [
        ("t01", Role.REPRESENTATIVE, True),
        ("t02", Role.STAFF, False),
    ]
    assert lines[1].merchant_id == cafe


def test_the_office_looks_after_people_whatever_the_switch(town: Town) -> None:
    town.apply(switched_on(staff_management=False))

    assert invite(town, OPERATOR, merchant=REF).is_new
    with pytest.raises(MerchantUnknown):
        invite(town, OPERATOR, merchant=replace(REF, merchant_code=MerchantCode("zzz")))
    with pytest.raises(MerchantUnknown):
        invite(town, OPERATOR)


def _jiro(town: Town) -> Till:
    """Return the café's representative at its till."""
    (invited,) = [
        each for each in town.told("staff_invited") if each["login_id"] == "jiro"
    ]
    password = town.keys.letters.open(Sealed(invited["initial_password"]))
    return Till(town, town.sign_in(password, login_id="jiro", code=CAFE))
