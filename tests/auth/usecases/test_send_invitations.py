from datetime import datetime, timedelta

import pytest

from machiken import outbox
from machiken.contracts.auth import (
    InvitationsView,
    MerchantCampaignUnknown,
    RegistrationMalformed,
    ReissuePassword,
    SendInvitations,
    Site,
)
from machiken.ids import IssuerCode
from services.auth.domain import initial_password
from services.auth.domain.initial_password import LIFE
from services.auth.store.tables import HELD_INVITATION, OUTBOX
from services.auth.usecases import send_invitations as sending
from services.auth.usecases.reissue_password import reissue_password
from services.auth.usecases.send_invitations import (
    announce_invitations,
    send_invitations,
)
from tests.auth.town import BAKERY, ISSUER, OPERATOR, Town, at_once


def register(town: Town, number: int, recruitment: int = 1) -> None:
    town.register(
        merchant_code=f"t{number:02}",
        company_code=f"C{number:03}",
        login_id=f"hanako{number:02}",
        recruitment=recruitment,
    )


def send(town: Town, recruitment: int = 1, issuer: str = ISSUER) -> InvitationsView:
    request = SendInvitations(issuer_code=IssuerCode(issuer), recruitment=recruitment)
    with town.db.begin() as tx:
        return send_invitations(tx, request, OPERATOR)


def announce_all(town: Town) -> None:
    while announce_invitations(town.db):
        pass


def invited(town: Town) -> list[str]:
    return [each["merchant_code"] for each in town.told("staff_invited")]


def test_a_held_completion_mail_goes_when_the_office_says_so(empty_town: Town) -> None:
    empty_town.apply()
    register(empty_town, 1)
    announce_all(empty_town)
    assert invited(empty_town) == []

    [window] = send(empty_town).recruitments
    assert (window.held, window.leaving, window.sent) == (0, 1, 0)
    announce_all(empty_town)

    assert invited(empty_town) == ["t01"]
    begun = empty_town.begin(
        empty_town.mailed_password(), code="t01", login_id="hanako01"
    )
    assert begun.masked_email


def test_the_merchant_is_announced_at_once_only_the_mail_is_held(
    empty_town: Town,
) -> None:
    empty_town.apply()
    register(empty_town, 1)

    assert len(empty_town.told("merchant_registered")) == 1


def test_only_the_windows_own_merchants_are_told(empty_town: Town) -> None:
    empty_town.apply()
    register(empty_town, 1, recruitment=1)
    register(empty_town, 2, recruitment=2)
    register(empty_town, 3, recruitment=1)
    send(empty_town, 1)
    announce_all(empty_town)

    assert sorted(invited(empty_town)) == ["t01", "t03"]
    first, second = send(empty_town, 1).recruitments
    assert (first.held, first.sent) == (0, 2)
    assert (second.held, second.sent) == (1, 0)


def test_everybody_has_a_password_of_his_own_that_is_nowhere_kept(
    empty_town: Town,
) -> None:
    empty_town.apply()
    for number in (1, 2, 3):
        register(empty_town, number)
    send(empty_town)
    announce_all(empty_town)

    told = empty_town.told("staff_invited")
    opened = {empty_town.keys.letters.open(each["initial_password"]) for each in told}
    assert len(opened) == 3
    kept = empty_town.rows(HELD_INVITATION)
    assert {row["initial_password"] for row in kept} == {None}


def test_sending_twice_sends_once(empty_town: Town) -> None:
    empty_town.apply()
    for number in (1, 2):
        register(empty_town, number)
    at_once(4, lambda _: send(empty_town))
    at_once(4, lambda _: announce_all(empty_town))
    send(empty_town)
    announce_all(empty_town)

    assert sorted(invited(empty_town)) == ["t01", "t02"]
    assert empty_town.happenings().count("invitations_sent") == 1


def test_the_week_of_the_password_begins_with_the_mail(empty_town: Town) -> None:
    empty_town.apply()
    register(empty_town, 1)
    empty_town.move_clock(timedelta(days=30))
    send(empty_town)
    announce_all(empty_town)

    [told] = empty_town.told("staff_invited")
    [sent_at] = [row["sent_at"] for row in empty_town.rows(HELD_INVITATION)]
    assert datetime.fromisoformat(told["password_expires_at"]) - sent_at == LIFE
    empty_town.begin(empty_town.mailed_password(), code="t01", login_id="hanako01")


def test_two_thousand_never_stand_before_a_one_time_password(
    empty_town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "BATCH_MAX", 1)
    monkeypatch.setattr(sending, "UNSENT_MAX", 4)
    empty_town.apply()
    for number in range(1, 7):
        register(empty_town, number)
    with empty_town.db.begin() as tx:
        rows = outbox.unsent(tx, OUTBOX, batch_max=99)
        outbox.mark_sent(tx, OUTBOX, [row.position for row in rows])
    send(empty_town)
    announce_all(empty_town)

    assert len(invited(empty_town)) == 5, "the sixth waits until others have left"


def test_a_password_issued_meanwhile_is_the_only_one_mailed(empty_town: Town) -> None:
    empty_town.apply()
    register(empty_town, 1)
    initial = initial_password.invent(empty_town.keys.letters)
    request = ReissuePassword(
        site=Site.SHOP, issuer_code=ISSUER, code="t01", login_id="hanako01"
    )
    with empty_town.db.begin() as tx:
        reissue_password(tx, request, OPERATOR, initial)
    send(empty_town)
    announce_all(empty_town)

    assert len(invited(empty_town)) == 1


def test_an_unknown_campaign_and_a_window_that_is_none_are_refused(
    empty_town: Town,
) -> None:
    with pytest.raises(MerchantCampaignUnknown):
        send(empty_town, issuer="XXXXXXXXX")
    empty_town.apply()
    with pytest.raises(RegistrationMalformed):
        empty_town.register(recruitment=-1)


def test_without_a_window_the_mail_goes_at_once(empty_town: Town) -> None:
    empty_town.apply()
    empty_town.register()

    assert invited(empty_town) == [BAKERY.merchant_code]
    assert send(empty_town).recruitments == ()
