"""Lists of merchants are taken whole, once, or not at all."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from machiken.contracts.auth import (
    FindingKind,
    IntakeHasFindings,
    IntakeUnknown,
    MerchantState,
)
from services.auth.store.tables import APPLICANT, COMPANY, INTAKE, MERCHANT
from services.auth.usecases.forget import forget
from tests.auth.applications import OAK, OAK_TILL, PINE, changed, csv_file, merchants
from tests.auth.joining import Desk
from tests.auth.town import APPLIED, RULES, Town, at_once


@pytest.fixture
def desk(town: Town) -> Desk:
    return Desk(town=town)


def test_a_list_is_looked_at_first_and_nothing_is_taken(desk: Desk) -> None:
    before = len(desk.town.rows(MERCHANT))

    view = desk.check(csv_file(OAK, OAK_TILL, PINE, encoding="cp932"))

    assert (view.form, view.rows, view.merchants, view.people) == ("Shift_JIS", 3, 2, 3)
    assert view.findings == ()
    assert view.applied_at is None
    assert len(desk.town.rows(MERCHANT)) == before


def test_a_list_without_findings_is_taken_whole(desk: Desk) -> None:
    taken = desk.take(desk.check(csv_file(OAK, OAK_TILL, PINE)).intake_id)

    assert taken.applied_at is not None
    [oak, pine] = desk.lines(state=MerchantState.APPLIED)
    assert (oak.merchant_code, oak.company_name) == ("a01", "有限会社樫の木")
    people = desk.show(oak.merchant_id).people
    assert [(each.login_id, each.has_account) for each in people] == [
        ("a01ichiro", False),
        ("a01futaba", False),
    ]
    assert desk.states(pine.merchant_id) == [MerchantState.APPLIED]


def test_one_finding_keeps_the_whole_list_out(desk: Desk) -> None:
    before = [desk.town.rows(each) for each in (MERCHANT, COMPANY, APPLICANT)]
    view = desk.check(csv_file(OAK, changed(PINE, 申込日="2026-02-30")))

    with pytest.raises(IntakeHasFindings) as refused:
        desk.take(view.intake_id)

    assert refused.value.facts == {"count": "1"}
    assert [desk.town.rows(each) for each in (MERCHANT, COMPANY, APPLICANT)] == before


def test_the_same_file_again_is_the_same_list_and_taken_once(desk: Desk) -> None:
    content = csv_file(OAK, PINE)
    first = desk.check(content, "4月.csv")
    desk.take(first.intake_id)

    again = desk.check(content, "もう一度.csv")
    desk.take(again.intake_id)

    assert again.intake_id == first.intake_id
    assert again.applied_at is not None
    assert len(desk.lines(state=MerchantState.APPLIED)) == 2


def test_eight_clerks_who_take_the_same_list_take_it_once(desk: Desk) -> None:
    view = desk.check(csv_file(OAK, PINE))

    taken = at_once(8, lambda _: desk.take(view.intake_id))

    assert len({each.applied_at for each in taken}) == 1
    assert len(desk.lines(state=MerchantState.APPLIED)) == 2


def test_what_was_right_when_looked_at_is_checked_again_when_taken(desk: Desk) -> None:
    view = desk.check(csv_file(OAK, PINE))
    desk.take(desk.check(csv_file(OAK)).intake_id)

    with pytest.raises(IntakeHasFindings):
        desk.take(view.intake_id)

    assert len(desk.lines(state=MerchantState.APPLIED)) == 1


def test_codes_and_mails_of_registered_merchants_are_found(desk: Desk) -> None:
    bakery = changed(OAK, 加盟店コード="t01", メールアドレス="HANAKO@kinomachi.example")

    kinds = [each.kind for each in desk.check(csv_file(bakery)).findings]

    assert kinds == [FindingKind.CODE_TAKEN, FindingKind.MAIL_TAKEN]


def test_the_campaign_says_in_which_window_an_application_came(desk: Desk) -> None:
    rules = replace(
        RULES,
        recruit_first_on=date(2026, 4, 17),
        recruit_deadlines=(date(2026, 4, 30), date(2026, 5, 18)),
    )
    desk.town.apply(replace(APPLIED, campaign_version=2, rules=rules))

    late = desk.check(csv_file(changed(OAK, 申込日="2026-05-19")))
    desk.take(desk.check(csv_file(OAK, PINE)).intake_id)

    assert [each.kind for each in late.findings] == [FindingKind.DAY_OUTSIDE]
    assert [each.merchant_code for each in desk.lines(window=1)] == ["a01"]
    assert [each.merchant_code for each in desk.lines(window=2)] == ["a02"]


def test_a_file_that_nobody_took_goes_after_a_day(desk: Desk) -> None:
    left = desk.check(csv_file(OAK))
    taken = desk.take(desk.check(csv_file(PINE)).intake_id)
    desk.town.move_clock(timedelta(days=1, minutes=1))

    forget(desk.town.db)

    [kept] = desk.town.rows(INTAKE)
    assert (kept["intake_id"], kept["content"]) == (taken.intake_id, None)
    for intake_id in (left.intake_id, UUID(int=1)):
        with pytest.raises(IntakeUnknown):
            desk.take(intake_id)


def test_a_town_of_two_thousand_merchants_is_taken_in_one_list(desk: Desk) -> None:
    view = desk.check(csv_file(*merchants(2_000)))
    desk.take(view.intake_id)

    assert (view.merchants, view.people, view.findings_in_all) == (2_000, 4_000, 0)
    listed = desk.listed(state=MerchantState.APPLIED, page=40)
    assert (listed.pages, len(listed.lines)) == (40, 50)
    assert listed.by_state == {"applied": 2_000, "notified": 1}
