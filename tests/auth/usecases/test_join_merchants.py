"""From the application to the first sign-in, and out again."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

import pytest

from machiken.contracts.actor import Actor, Role
from machiken.contracts.auth import (
    ApplicationOff,
    MerchantCodeTaken,
    MerchantState,
    MerchantStateDiffers,
    MerchantUnknown,
    RegistrationMalformed,
    SessionUnknown,
    SignInFailed,
    Site,
)
from machiken.ids import MerchantCode, MerchantId
from services.auth.store.tables import PASSWORD
from tests.auth.applications import OAK, csv_file
from tests.auth.joining import FLORIST, Desk
from tests.auth.town import Town

NOBODYS_ID: Final = MerchantId(UUID(int=99))
VIEWER: Final = Actor(role=Role.OFFICE_VIEWER, subject="viewer")


@pytest.fixture
def desk(town: Town) -> Desk:
    return Desk(town=town)


ACTS: Final[dict[str, tuple[str, Callable[[Desk], Any]]]] = {
    "apply_merchant": ("merchant_applied", lambda desk: desk.apply()),
    "correct_application": (
        "application_corrected",
        lambda desk: desk.correct(desk.apply().merchant_id),
    ),
    "turn_down_application": (
        "application_turned_down",
        lambda desk: desk.turn_down(desk.apply().merchant_id),
    ),
    "check_intake": ("intake_checked", lambda desk: desk.check(csv_file(OAK))),
    "apply_intake": (
        "intake_applied",
        lambda desk: desk.take(desk.check(csv_file(OAK)).intake_id),
    ),
    "certify_merchants": (
        "merchants_certified",
        lambda desk: desk.certify(desk.apply().merchant_id),
    ),
    "register_merchants": ("registration_asked", lambda desk: desk.settled()),
    "suspend_merchant": (
        "merchant_suspended",
        lambda desk: desk.suspend(desk.settled()),
    ),
    "reinstate_merchant": (
        "merchant_reinstated",
        lambda desk: desk.reinstate(desk.suspend(desk.settled()).merchant_id),
    ),
}
"""Each verb by which the office moves merchants, and what its audit row says."""


@pytest.mark.parametrize("verb", ACTS)
def test_what_the_office_does_to_a_merchant_is_in_the_audit(
    desk: Desk, verb: str
) -> None:
    happening, act = ACTS[verb]

    act(desk)

    [row] = [row for row in desk.town.audit() if row["happening"] == happening]
    assert row["actor_role"] == "office_clerk"
    assert row["detail"]


def test_a_merchant_goes_from_its_application_to_its_first_sign_in(
    desk: Desk,
) -> None:
    florist = desk.apply().merchant_id
    assert desk.town.told("merchant_registered")[1:] == []
    assert desk.certify(florist) == 1
    assert desk.order(florist) == 1
    assert desk.show(florist).line.waits

    assert desk.work() == 1

    [_, invited, helper] = desk.town.told("staff_invited")[-3:]
    assert {invited["login_id"], helper["login_id"]} == {"f01saki", "f01minoru"}
    [_, registered] = desk.town.told("merchant_registered")
    assert registered["merchant_code"] == "f01"
    desk.town.sign_in(desk.town.mailed_password(), **_till(helper["login_id"]))
    assert desk.states(florist) == [
        MerchantState.APPLIED,
        MerchantState.CERTIFIED,
        MerchantState.REGISTERED,
        MerchantState.NOTIFIED,
        MerchantState.ACTIVE,
    ]
    assert [each.has_account for each in desk.show(florist).people] == [True, True]
    assert desk.show(florist).history[0].actor == helper["login_id"]


def test_nobody_of_an_application_can_sign_in(desk: Desk) -> None:
    desk.apply()

    with pytest.raises(SignInFailed):
        desk.town.begin("Abcdefgh12", **_till("f01saki"))


def test_steps_are_taken_in_turn(desk: Desk) -> None:
    florist = desk.apply().merchant_id

    assert desk.order(florist) == 0
    assert desk.certify(florist) == 1
    assert desk.certify(florist) == 0
    assert desk.order(florist) == 1
    assert desk.order(florist) == 0
    with pytest.raises(MerchantStateDiffers):
        desk.suspend(florist)


def test_another_campaigns_merchants_are_not_moved(desk: Desk) -> None:
    assert desk.certify(MerchantId(desk.town.register().merchant_id)) == 0


def test_an_application_that_clashes_says_in_which_field(desk: Desk) -> None:
    desk.apply()

    for change, field, finding in (
        ({}, "merchant_code", "finding_code_taken"),
        ({"merchant_code": "f!"}, "merchant_code", "finding_malformed"),
        (
            {"merchant_code": "f02", "people": ()},
            "role",
            "finding_representative_missing",
        ),
        (
            {"merchant_code": "f02", "company_name": "別"},
            "company_name",
            "finding_company_differs",
        ),
    ):
        with pytest.raises(ApplicationOff) as refused:
            desk.apply(replace(FLORIST, **change))
        assert refused.value.facts == {"field": field, "finding": finding}


def test_an_applied_for_code_is_taken_for_direct_registration_too(desk: Desk) -> None:
    desk.apply()

    with pytest.raises(MerchantCodeTaken):
        desk.town.register(merchant_code=MerchantCode("f01"))


def test_a_registration_that_can_not_be_made_says_why_and_waits_no_more(
    desk: Desk,
) -> None:
    florist = desk.apply().merchant_id
    desk.certify(florist)
    desk.order(florist)
    desk.town.register(
        merchant_code="f09",
        company_code="F001",
        company_name="花森商店",
        login_id="f01saki",
    )

    assert desk.work() == 1

    shown = desk.show(florist)
    assert (shown.line.state, shown.line.waits) == (MerchantState.CERTIFIED, False)
    assert shown.history[0].reason == "auth.login_id_taken"


def test_a_suspended_merchant_is_out_at_once_and_can_not_come_in(
    desk: Desk, password: str
) -> None:
    town = desk.town
    till = town.sign_in(password)
    pc = town.sign_in(password, site=Site.PORTAL, code="C001")
    bakery = town.register().merchant_id

    moved = desk.suspend(bakery)

    assert {each.site for each in moved.ended} == {Site.SHOP, Site.PORTAL}
    for secret, site in ((till, Site.SHOP), (pc, Site.PORTAL)):
        with pytest.raises(SessionUnknown):
            town.resume(secret, site)
    for changes in ({}, {"site": Site.PORTAL, "code": "C001"}):
        with pytest.raises(SignInFailed):
            town.begin(password, **changes)


def test_a_number_mailed_before_the_suspension_opens_nothing(
    desk: Desk, password: str
) -> None:
    town = desk.town
    begun = town.begin(password)
    desk.suspend(town.register().merchant_id)

    opened = town.finish(begun.sign_in_secret, town.mailed_number())

    with pytest.raises(SessionUnknown):
        town.resume(opened.session_secret)


def test_a_company_with_another_merchant_keeps_its_pc(
    desk: Desk, password: str
) -> None:
    town = desk.town
    town.register(merchant_code="t02", merchant_name="木漏れ日 駅前店")
    pc = town.sign_in(password, site=Site.PORTAL, code="C001")
    till = town.sign_in(password, code="t02")

    desk.suspend(town.register().merchant_id)

    assert town.resume(pc, Site.PORTAL).code == "C001"
    assert town.resume(till).code == "t02"


def test_a_reinstated_merchant_goes_on_where_it_was(desk: Desk, password: str) -> None:
    town = desk.town
    bakery = town.register().merchant_id
    for reached in (MerchantState.NOTIFIED, MerchantState.ACTIVE):
        desk.suspend(bakery)
        assert desk.reinstate(bakery).state is reached
        town.sign_in(password)


def test_suspending_needs_a_reason_and_a_merchant(desk: Desk) -> None:
    bakery = desk.town.register().merchant_id

    for reason in ("", "改\n行"):
        with pytest.raises(RegistrationMalformed):
            desk.suspend(bakery, reason)
    with pytest.raises(MerchantUnknown):
        desk.suspend(NOBODYS_ID)
    with pytest.raises(MerchantStateDiffers):
        desk.reinstate(bakery)


def test_a_viewer_sees_no_whole_addresses(desk: Desk) -> None:
    florist = desk.apply().merchant_id

    shown = desk.show(florist, VIEWER).people

    assert {each.email for each in shown} == {
        "s•••@hana.kinomachi.example",
        "m•••@hana.kinomachi.example",
    }


@pytest.mark.parametrize(
    ("conditions", "codes"),
    [
        ({}, ["f01", "t01"]),
        ({"text": "花"}, ["f01"]),
        ({"text": "c001"}, ["t01"]),
        ({"text": "%"}, []),
        ({"text": "\0"}, ["f01", "t01"]),
        ({"state": MerchantState.NOTIFIED}, ["t01"]),
        ({"window": 1}, []),
        ({"page": 2}, []),
    ],
)
def test_the_list_shows_what_fits(
    desk: Desk, conditions: dict[str, Any], codes: list[str]
) -> None:
    desk.apply()

    assert [each.merchant_code for each in desk.lines(**conditions)] == codes


def test_each_person_gets_a_password_of_his_own(desk: Desk) -> None:
    desk.settled()

    hashes = [row["hash"] for row in desk.town.rows(PASSWORD)]
    assert len(set(hashes)) == len(hashes) == 4


def _till(login_id: str) -> dict[str, str]:
    return {"code": "f01", "login_id": login_id}
