"""An application is corrected or turned down, until it is certified."""

from dataclasses import replace
from datetime import date

import pytest

from machiken.contracts.auth import (
    ApplicationOff,
    MerchantRef,
    MerchantState,
    MerchantStateDiffers,
    MerchantUnknown,
    RegistrationMalformed,
)
from machiken.ids import CompanyCode, MerchantCode
from services.auth.store import shops
from tests.auth.applications import OAK, csv_file
from tests.auth.joining import FLORIST, Desk
from tests.auth.town import ISSUER, Town
from tests.auth.usecases.test_join_merchants import NOBODYS_ID


@pytest.fixture
def desk(town: Town) -> Desk:
    return Desk(town=town)


def test_what_was_typed_wrongly_is_put_right_before_it_is_certified(
    desk: Desk,
) -> None:
    florist = desk.apply().merchant_id
    [saki, _] = FLORIST.people

    moved = desk.correct(
        florist,
        merchant_code=MerchantCode("f02"),
        merchant_name="花のもり 本店",
        company_name="株式会社花森商店",
        applied_on=date(2026, 4, 21),
        people=(replace(saki, email="saki@mori.kinomachi.example"),),
    )

    assert moved.state is MerchantState.APPLIED
    shown = desk.show(florist)
    assert shown.line.merchant_code == "f02"
    assert shown.line.company_name == "株式会社花森商店"
    assert [each.email for each in shown.people] == ["saki@mori.kinomachi.example"]
    assert shown.history[0].reason == "application_corrected"
    assert desk.certify(florist) == 1
    assert desk.order(florist) == 1
    assert desk.work() == 1
    assert desk.town.told("merchant_registered")[-1]["merchant_code"] == "f02"


def test_a_company_that_is_shared_keeps_its_name(desk: Desk) -> None:
    florist = desk.apply().merchant_id
    second = replace(FLORIST, merchant_code=MerchantCode("f02"))
    desk.apply(second)

    with pytest.raises(ApplicationOff) as refused:
        desk.correct(florist, company_name="別の名前")
    assert refused.value.facts["finding"] == "finding_company_differs"


def test_a_correction_clashes_with_others_and_not_with_itself(desk: Desk) -> None:
    desk.town.register()
    florist = desk.apply().merchant_id

    desk.correct(florist)
    with pytest.raises(ApplicationOff) as refused:
        desk.correct(florist, merchant_code=MerchantCode("t01"))

    assert refused.value.facts["finding"] == "finding_code_taken"


def test_nothing_is_corrected_or_turned_down_once_it_is_certified(desk: Desk) -> None:
    florist = desk.apply().merchant_id
    desk.certify(florist)

    with pytest.raises(MerchantStateDiffers):
        desk.correct(florist)
    with pytest.raises(MerchantStateDiffers):
        desk.turn_down(florist)
    with pytest.raises(MerchantUnknown):
        desk.correct(NOBODYS_ID)
    with pytest.raises(MerchantUnknown):
        desk.turn_down(NOBODYS_ID)


def test_a_turned_down_application_leaves_its_people_free(desk: Desk) -> None:
    florist = desk.apply().merchant_id

    assert desk.turn_down(florist).state is MerchantState.TURNED_DOWN
    assert desk.turn_down(florist).state is MerchantState.TURNED_DOWN

    assert desk.show(florist).history[0].reason == "対象外"
    assert desk.certify(florist) == 0
    elsewhere = replace(
        FLORIST,
        merchant_code=MerchantCode("f02"),
        company_code=CompanyCode("F002"),
        company_name="花森",
    )
    assert desk.apply(elsewhere).state is MerchantState.APPLIED
    with pytest.raises(ApplicationOff) as refused:
        desk.correct(florist)
    assert refused.value.facts["finding"] == "finding_mail_taken"


def test_a_turned_down_application_is_taken_again_when_it_is_corrected(
    desk: Desk,
) -> None:
    florist = desk.apply().merchant_id
    desk.turn_down(florist)

    assert desk.correct(florist).state is MerchantState.APPLIED

    assert desk.certify(florist) == 1
    assert desk.states(florist) == [
        MerchantState.APPLIED,
        MerchantState.TURNED_DOWN,
        MerchantState.APPLIED,
        MerchantState.CERTIFIED,
    ]


def test_the_code_of_a_turned_down_application_is_free_for_another(
    desk: Desk,
) -> None:
    florist = desk.apply().merchant_id
    desk.turn_down(florist)

    second = desk.apply().merchant_id

    assert [each.state for each in desk.lines(text="f01")] == [
        MerchantState.TURNED_DOWN,
        MerchantState.APPLIED,
    ]
    assert desk.show(florist).history[0].reason == "対象外"
    with pytest.raises(ApplicationOff) as refused:
        desk.correct(florist)
    assert refused.value.facts["finding"] == "finding_code_taken"
    desk.correct(
        florist,
        merchant_code=MerchantCode("f02"),
        people=(replace(FLORIST.people[0], login_id="f02saki", email="f02@x.example"),),
    )
    assert desk.certify(second) == 1
    with desk.town.db.begin() as tx:
        ref = MerchantRef(issuer_code=ISSUER, merchant_code=MerchantCode("f01"))
        shop = shops.find(tx, ref)
    assert shop is not None
    assert shop.merchant_id == second


def test_the_code_is_free_for_direct_registration_and_for_a_file_too(
    desk: Desk,
) -> None:
    desk.turn_down(desk.apply().merchant_id)
    desk.town.register(merchant_code=MerchantCode("f01"))
    desk.take(desk.check(csv_file(OAK)).intake_id)
    [oak] = desk.lines(text=OAK[0])
    desk.turn_down(oak.merchant_id)

    a_day_later = (*OAK[:4], "2026-04-21", *OAK[5:])
    again = desk.check(csv_file(a_day_later))

    assert again.findings == ()
    desk.take(again.intake_id)
    assert len(desk.lines(text=OAK[0])) == 2


def test_turning_down_needs_a_reason(desk: Desk) -> None:
    florist = desk.apply().merchant_id

    for reason in ("", "改\n行"):
        with pytest.raises(RegistrationMalformed):
            desk.turn_down(florist, reason)
