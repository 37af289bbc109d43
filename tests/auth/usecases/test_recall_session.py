"""「ログイン状態を保存」, and where one is signed in."""

from datetime import timedelta

import pytest

from machiken.contracts.auth import (
    EndSessions,
    RecallSession,
    SessionOpened,
    SessionsQuery,
    SessionsView,
    SessionUnknown,
    Site,
)
from machiken.refusals import Refusal
from services.auth.usecases.end_sessions import end_sessions, show_sessions
from services.auth.usecases.outcome import told
from services.auth.usecases.recall_session import recall_session
from tests.auth.passwords import change
from tests.auth.town import HOME, Town, at_once

NEW = "Tsukimi#Dango7"


def test_a_browser_that_stays_comes_in_without_being_asked(
    town: Town, password: str
) -> None:
    stays = _stays(town, password)
    town.move_clock(timedelta(days=29))

    recalled = _recall(town, stays.remember_token)

    assert town.resume(recalled.session_secret).login_id == "hanako"
    assert recalled.remember_token != stays.remember_token


def test_after_thirty_days_it_is_over_however_often_it_was_used(
    town: Town, password: str
) -> None:
    token = _stays(town, password).remember_token
    for day in (10, 20, 29):
        town.move_clock(timedelta(days=day))
        token = _recall(town, token).remember_token
    town.move_clock(timedelta(days=30))

    with pytest.raises(SessionUnknown):
        _recall(town, token)


def test_a_token_that_was_used_before_ends_the_family(
    town: Town, password: str
) -> None:
    stolen = _stays(town, password).remember_token
    thief = _recall(town, stolen)
    town.move_clock(timedelta(seconds=31))

    with pytest.raises(SessionUnknown):
        _recall(town, stolen)

    with pytest.raises(SessionUnknown):
        _recall(town, thief.remember_token)
    with pytest.raises(SessionUnknown):
        town.resume(thief.session_secret)
    assert town.told("account_touched")[-1]["news"] == "token_copied"


def test_eight_pages_opened_at_once_are_no_thief(town: Town, password: str) -> None:
    token = _stays(town, password).remember_token

    opened = at_once(8, lambda _: _recall(town, token))

    [next_token] = {each.remember_token for each in opened} - {""}
    assert {town.resume(each.session_secret).code for each in opened} == {"t01"}
    assert _recall(town, next_token).session_secret


@pytest.mark.parametrize("token", ["", ".", "x.y", "0" * 32 + ".guess", "\ud800"])
def test_a_made_up_token_opens_nothing(town: Town, token: str) -> None:
    with pytest.raises(SessionUnknown):
        _recall(town, token)


def test_it_is_good_at_its_own_site_only(town: Town, password: str) -> None:
    token = _stays(town, password).remember_token

    with pytest.raises(SessionUnknown):
        _recall(town, token, Site.PORTAL)


def test_signing_out_ends_it_too(town: Town, password: str) -> None:
    stays = _stays(town, password)
    town.end(stays.session_secret)

    with pytest.raises(SessionUnknown):
        _recall(town, stays.remember_token)


def test_a_new_password_ends_it_everywhere_else(town: Town, password: str) -> None:
    mine, other = _stays(town, password), _stays(town, password)

    change(town, mine.session_secret, password, NEW)

    with pytest.raises(SessionUnknown):
        _recall(town, other.remember_token)
    assert _recall(town, mine.remember_token).session_secret


def test_while_a_password_changes_no_recalled_session_slips_through(
    town: Town, password: str
) -> None:
    mine, token = town.sign_in(password), _stays(town, password).remember_token

    def race(number: int) -> str:
        if number == 0:
            change(town, mine, password, NEW)
            return ""
        try:
            return _recall(town, token).session_secret
        except Refusal:
            return ""

    for secret in filter(None, at_once(4, race)):
        with pytest.raises(SessionUnknown):
            town.resume(secret)


def test_one_sees_where_one_is_signed_in_and_ends_it(town: Town, password: str) -> None:
    stays, till = _stays(town, password), town.sign_in(password)
    lines = _shown(town, till).lines

    assert [(each.stays, each.is_this_one) for each in lines] == [
        (False, True),
        (True, False),
    ]
    assert {each.address for each in lines} == {HOME}

    with town.db.begin() as tx:
        actor = town.verifier("auth").actor(town.resume(till).tokens["auth"])
        end_sessions(tx, EndSessions(session_id=lines[1].session_id), actor)

    with pytest.raises(SessionUnknown):
        town.resume(stays.session_secret)
    with pytest.raises(SessionUnknown):
        _recall(town, stays.remember_token)
    assert len(_shown(town, till).lines) == 1


def test_nobody_ends_anybody_elses(town: Town, password: str) -> None:
    till = town.sign_in(password)
    town.register(
        merchant_code="t02",
        company_code="C002",
        company_name="別の店",
        login_id="taro",
        email="taro@kinomachi.example",
    )
    other = town.sign_in(town.mailed_password(), code="t02", login_id="taro")
    line = _shown(town, till).lines[0]

    with town.db.begin() as tx:
        actor = town.verifier("auth").actor(town.resume(other).tokens["auth"])
        ended = end_sessions(tx, EndSessions(session_id=line.session_id), actor)

    assert ended.ended == ()
    assert town.resume(till).login_id == "hanako"


def _stays(town: Town, password: str) -> SessionOpened:
    begun = town.begin(password)
    return town.finish(begun.sign_in_secret, town.mailed_number(), stays=True)


def _recall(town: Town, token: str, site: Site = Site.SHOP) -> SessionOpened:
    request = RecallSession(site=site, remember_token=token, address=HOME)
    with town.db.begin() as tx:
        outcome = recall_session(tx, request)
    return told(outcome)


def _shown(town: Town, secret: str) -> SessionsView:
    actor = town.verifier("auth").actor(town.resume(secret).tokens["auth"])
    with town.db.begin() as tx:
        return show_sessions(tx, SessionsQuery(session_secret=secret), actor)
