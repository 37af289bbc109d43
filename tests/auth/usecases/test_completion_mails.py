"""Completion mails go by window, once, and a merchant's state tells how far it is."""

from dataclasses import replace
from datetime import date
from typing import Final

import pytest

from machiken.contracts.auth import MerchantState, SendInvitations
from machiken.ids import CompanyCode, MerchantCode, MerchantId
from services.auth.usecases.send_invitations import (
    announce_invitations,
    send_invitations,
)
from tests.auth.joining import CLERK, FLORIST, Desk
from tests.auth.town import APPLIED, ISSUER, RULES, Town

WINDOWS: Final = (date(2026, 4, 30), date(2026, 5, 18))
LATE: Final = replace(
    FLORIST,
    merchant_code=MerchantCode("g01"),
    merchant_name="楽器の森",
    company_code=CompanyCode("G001"),
    company_name="楽器森",
    applied_on=date(2026, 5, 12),
    people=(
        replace(
            FLORIST.people[0],
            name="楽 奏",
            login_id="g01kanade",
            email="kanade@gakki.kinomachi.example",
        ),
    ),
)


@pytest.fixture
def desk(town: Town) -> Desk:
    rules = replace(
        RULES, recruit_first_on=date(2026, 4, 17), recruit_deadlines=WINDOWS
    )
    town.apply(replace(APPLIED, campaign_version=2, rules=rules))
    return Desk(town=town)


@pytest.fixture
def merchants(desk: Desk) -> tuple[MerchantId, MerchantId]:
    """Return a merchant of each window, registered."""
    ids = desk.apply().merchant_id, desk.apply(LATE).merchant_id
    desk.certify(*ids)
    desk.order(*ids)
    assert desk.work() == len(ids)
    return ids


def send(desk: Desk, window: int) -> None:
    """Let the office send a window's mails, and the worker announce them."""
    wanted = SendInvitations(issuer_code=ISSUER, recruitment=window)
    with desk.town.db.begin() as tx:
        send_invitations(tx, wanted, CLERK)
    while announce_invitations(desk.town.db):
        pass


def invited(desk: Desk) -> list[str]:
    return [
        each["login_id"]
        for each in desk.town.told("staff_invited")
        if each["merchant_code"] in {"f01", "g01"}
    ]


def test_accounts_are_made_and_nobody_is_told(
    desk: Desk, merchants: tuple[MerchantId, MerchantId]
) -> None:
    assert invited(desk) == []
    for each in merchants:
        assert desk.show(each).line.state is MerchantState.REGISTERED
    assert [desk.show(each).line.window for each in merchants] == [1, 2]


def test_each_window_is_told_when_the_office_says_so(
    desk: Desk, merchants: tuple[MerchantId, MerchantId]
) -> None:
    early, late = merchants

    send(desk, 1)

    assert sorted(invited(desk)) == ["f01minoru", "f01saki"]
    assert desk.show(early).line.state is MerchantState.NOTIFIED
    assert desk.show(late).line.state is MerchantState.REGISTERED
    send(desk, 2)
    assert set(invited(desk)) == {"f01minoru", "f01saki", "g01kanade"}
    assert desk.show(late).line.state is MerchantState.NOTIFIED


def test_a_window_that_is_sent_again_mails_nobody_twice(
    desk: Desk, merchants: tuple[MerchantId, MerchantId]
) -> None:
    send(desk, 1)
    send(desk, 1)

    assert len(invited(desk)) == len(FLORIST.people)
    states = desk.states(merchants[0])
    assert states.count(MerchantState.NOTIFIED) == 1


def test_the_first_sign_in_after_the_mail_makes_it_active(
    desk: Desk, merchants: tuple[MerchantId, MerchantId]
) -> None:
    send(desk, 2)

    desk.town.sign_in(desk.town.mailed_password(), code="g01", login_id="g01kanade")

    assert desk.states(merchants[1]) == [
        MerchantState.APPLIED,
        MerchantState.CERTIFIED,
        MerchantState.REGISTERED,
        MerchantState.NOTIFIED,
        MerchantState.ACTIVE,
    ]
