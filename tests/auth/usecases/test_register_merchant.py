from datetime import datetime, timedelta
from typing import Any

import pytest

from machiken.contracts.auth import (
    CompanyNameDiffers,
    LoginIdTaken,
    MerchantCampaignUnknown,
    MerchantCodeTaken,
    RegistrationMalformed,
)
from machiken.refusals import Refusal
from services.auth.domain.password import MANUAL
from services.auth.store.tables import COMPANY, MERCHANT, PASSWORD, STAFF
from tests.auth.town import BAKERY, CAMPAIGN, ISSUER, Town, at_once

BRANCH: dict[str, Any] = {"merchant_code": "t02", "merchant_name": "木漏れ日 駅前店"}


def test_a_merchant_is_registered_and_announced(empty_town: Town) -> None:
    empty_town.apply()

    view = empty_town.register()

    assert view.campaign_id == CAMPAIGN
    [registered] = empty_town.told("merchant_registered")
    assert registered == {
        "campaign_id": str(CAMPAIGN),
        "issuer_code": ISSUER,
        "company_id": str(view.company_id),
        "company_code": "C001",
        "company_name": BAKERY.company_name,
        "merchant_id": str(view.merchant_id),
        "merchant_code": "t01",
        "merchant_name": BAKERY.merchant_name,
        "representative_id": str(view.representative_id),
    }


def test_the_representative_is_invited_with_a_password_of_seven_days(
    empty_town: Town,
) -> None:
    empty_town.apply()

    view = empty_town.register()

    [invited] = empty_town.told("staff_invited")
    [kept] = empty_town.rows(PASSWORD)
    assert invited["staff_id"] == str(view.representative_id)
    assert (invited["role"], invited["email"]) == ("representative", BAKERY.email)
    assert MANUAL.allows(empty_town.mailed_password())
    expires_at = datetime.fromisoformat(invited["password_expires_at"])
    assert expires_at == kept["expires_at"] == kept["set_at"] + timedelta(days=7)
    assert kept["initial"]


def test_the_same_registration_again_changes_nothing(empty_town: Town) -> None:
    empty_town.apply()

    first, again = empty_town.register(), empty_town.register()

    assert first == again
    assert len(empty_town.told("merchant_registered")) == 1
    assert len(empty_town.told("staff_invited")) == 1
    assert empty_town.happenings() == ["merchant_registered"]


def test_the_same_registration_eight_times_at_once_is_one(empty_town: Town) -> None:
    empty_town.apply()

    views = at_once(8, lambda _: empty_town.register())

    assert len({view.merchant_id for view in views}) == 1
    assert len(empty_town.told("staff_invited")) == 1


def test_a_second_merchant_of_the_same_person_needs_no_second_password(
    town: Town,
) -> None:
    branch = town.register(**BRANCH)

    assert len(town.rows(COMPANY)) == 1
    assert len(town.rows(MERCHANT)) == 2
    assert [each["login_id"] for each in town.told("staff_invited")] == [
        "clerk",
        "hanako",
    ]
    assert branch.representative_id == town.register().representative_id


def test_another_company_may_have_the_same_login_id(town: Town) -> None:
    town.register(**BRANCH, company_code="C002", company_name="株式会社別")

    assert [each["login_id"] for each in town.rows(STAFF)].count("hanako") == 2


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"issuer_code": "KNM209901"}, MerchantCampaignUnknown),
        ({"issuer_code": "KNM\x0002601"}, MerchantCampaignUnknown),
        ({"merchant_name": "よその店"}, MerchantCodeTaken),
        ({"email": "other@kinomachi.example"}, MerchantCodeTaken),
        ({"login_id": "other"}, MerchantCodeTaken),
        ({"company_code": "C002"}, MerchantCodeTaken),
        ({"company_name": "別の会社"}, CompanyNameDiffers),
        ({**BRANCH, "company_name": "別の会社"}, CompanyNameDiffers),
        ({**BRANCH, "representative_name": "別人"}, LoginIdTaken),
        ({**BRANCH, "email": "other@kinomachi.example"}, LoginIdTaken),
        ({**BRANCH, "merchant_code": "t-2"}, RegistrationMalformed),
    ],
)
def test_a_registration_that_clashes_changes_nothing(
    town: Town, change: dict[str, Any], refusal: type[Refusal]
) -> None:
    before = list(town.everything())

    with pytest.raises(refusal):
        town.register(**change)

    assert list(town.everything()) == before


def test_the_audit_says_who_registered_whom(town: Town) -> None:
    officer, merchant = town.audit()

    assert officer["happening"] == "officer_registered"
    assert (merchant["actor_role"], merchant["actor"]) == ("operator", "operator")
    assert merchant["happening"] == "merchant_registered"
    assert merchant["staff_id"] == town.register().representative_id
