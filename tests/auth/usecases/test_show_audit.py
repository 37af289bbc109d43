"""Who reads what of the audit, and that nothing lacks who, on what and from where."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from machiken.contracts.auth import (
    AuditLine,
    AuditQuery,
    Happening,
    MerchantRef,
    MerchantUnknown,
    OneTimePasswordWrong,
    OwnAuditQuery,
    SignInFailed,
    Site,
)
from machiken.ids import IssuerCode
from services.auth.store import audit
from services.auth.usecases.show_audit import show_audit, show_own_audit
from tests.auth.passwords import change, reissue
from tests.auth.people import CAFE, PHONE, REF, Till, open_cafe, switched_on
from tests.auth.town import Town, wrong

CHOSEN = "Kuromugi#2026"


@pytest.fixture
def hanako(town: Town, password: str) -> Till:
    """Return the representative at her till, on her phone."""
    town.apply(switched_on(staff_management=True))
    return Till(town, town.sign_in(password, user_agent=PHONE.user_agent))


def test_one_sees_what_happened_to_ones_own_account_and_no_other(
    hanako: Till,
) -> None:
    hanako.invite()

    assert {line.login_id for line in _own(hanako)} == {"hanako"}
    assert [line.happening for line in _own(hanako)][:2] == [
        Happening.SIGN_IN_FINISHED,
        Happening.SIGN_IN_BEGUN,
    ]


def test_officers_are_not_named_to_a_shop(hanako: Till, password: str) -> None:
    change(hanako.town, hanako.secret, password, CHOSEN)
    reissue(hanako.town)

    newest, own = _own(hanako)[:2]
    assert {line.actor_role.value for line in _own(hanako)} >= {"operator"}
    assert newest.happening is Happening.PASSWORD_REISSUED
    assert newest.actor == ""
    assert own.actor == "hanako"


def test_the_office_sees_all_by_person_merchant_kind_and_day(
    hanako: Till, password: str
) -> None:
    town = hanako.town
    hanako.invite()
    open_cafe(town)
    cafe = MerchantRef(issuer_code=REF.issuer_code, merchant_code=CAFE)

    assert {line.login_id for line in _all(town, login_id="taro")} == {"taro"}
    assert {line.login_id for line in _all(town, merchant=cafe)} == {"jiro"}
    kinds = _all(town, happening=Happening.STAFF_INVITED, merchant=REF)
    assert [line.login_id for line in kinds] == ["taro"]
    assert {line.actor for line in _all(town, actor="hanako")} == {"hanako"}
    assert {line.actor for line in _all(town, actor="operator")} == {"operator"}
    assert len(_all(town, lines_max=1)) == 1
    assert _all(town, first_on=date(2100, 1, 1)) == []
    assert _all(town, last_on=date(2000, 1, 1)) == []
    with pytest.raises(MerchantUnknown):
        _all(town, merchant=replace(REF, issuer_code=IssuerCode("NOBODY001")))
    del password


def test_days_are_the_towns(hanako: Till) -> None:
    town = hanako.town
    (line,) = _all(town, happening=Happening.SIGN_IN_FINISHED)
    here = (line.at + timedelta(hours=9)).date()

    assert _all(town, first_on=here, last_on=here)
    assert not _all(town, last_on=here - timedelta(days=1))


def test_pages_follow_each_other_without_gap_or_repeat(hanako: Till) -> None:
    town = hanako.town
    for _ in range(audit.LINES_MAX):
        with pytest.raises(SignInFailed):
            town.begin("Wrong#12345", login_id="nobody", code="zz" + str(_ % 10))
    seen: list[int] = []
    before = None
    while True:
        with town.db.begin() as tx:
            page = show_audit(tx, AuditQuery(before=before))
        seen += [line.audit_id for line in page.lines]
        before = page.next_before
        if before is None:
            break

    assert seen == sorted((row["audit_id"] for row in town.audit()), reverse=True)
    assert len(seen) > audit.LINES_MAX


def test_what_meant_nobody_names_nobody(hanako: Till) -> None:
    with pytest.raises(SignInFailed):
        hanako.town.begin("Wrong#12345", login_id="nobody")

    line = _all(hanako.town)[0]
    assert (line.login_id, line.actor, line.site) == ("", "", Site.SHOP)


def test_sign_ins_failures_and_locks_tell_device_and_address(
    hanako: Till, password: str
) -> None:
    town, since = hanako.town, hanako.town.audit()[-1]["audit_id"]
    begun = town.begin(password, user_agent=PHONE.user_agent)
    with pytest.raises(OneTimePasswordWrong):
        town.finish(
            begun.sign_in_secret,
            wrong(town.mailed_number()),
            user_agent=PHONE.user_agent,
        )
    for _ in range(5):
        with pytest.raises(SignInFailed):
            town.begin("Wrong#12345", user_agent=PHONE.user_agent)

    rows = [row for row in town.audit() if row["audit_id"] > since]
    assert {row["happening"] for row in rows} == {
        "sign_in_begun",
        "one_time_password_wrong",
        "sign_in_failed",
        "account_locked",
    }
    assert {row["device"] for row in rows} == {"Android の Chrome"}
    assert {row["address"] for row in rows} == {"192.0.2.7"}


def test_a_new_devices_mail_names_the_device(hanako: Till, password: str) -> None:
    town = hanako.town
    begun = town.begin(password)
    town.finish(begun.sign_in_secret, town.mailed_number(), user_agent=PHONE.user_agent)

    news = town.told("account_touched")[-1]
    assert (news["news"], news["device"]) == ("new_device", "Android の Chrome")


def _own(till: Till) -> list[AuditLine]:
    with till.town.db.begin() as tx:
        return list(show_own_audit(tx, OwnAuditQuery(), till.actor).lines)


def _all(town: Town, **conditions: object) -> list[AuditLine]:
    with town.db.begin() as tx:
        return list(show_audit(tx, AuditQuery(**conditions)).lines)  # type: ignore[arg-type] # as the tests say
