from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from machiken.contracts.actor import Actor, Role
from machiken.contracts.auth import SessionUnknown, SessionView, Site
from machiken.contracts.bus import NotSignedIn
from services.auth.store.tables import SESSION
from tests.auth.town import BAKERY, CAMPAIGN, ISSUER, Town, at_once


def test_a_till_sees_its_merchant_and_proves_it_to_every_service(
    town: Town, password: str
) -> None:
    view = town.resume(town.sign_in(password))
    merchant = town.register()

    assert (view.code, view.place_name) == ("t01", BAKERY.merchant_name)
    assert (view.role, view.issuer_code) == (Role.REPRESENTATIVE, ISSUER)
    for service in ("auth", "redemption", "settlement", "notify"):
        actor = _proven(town, view, service)
        assert actor.proven_at is not None
        assert replace(actor, proven_at=None) == Actor(
            role=Role.REPRESENTATIVE,
            subject=str(merchant.representative_id),
            login_id="hanako",
            staff_id=merchant.representative_id,
            campaign_id=CAMPAIGN,
            issuer_code=ISSUER,
            merchant_id=merchant.merchant_id,
            merchant_code=merchant.merchant_code,
        )


def test_a_company_at_its_pc_proves_its_company_and_no_merchant(
    town: Town, password: str
) -> None:
    secret = town.sign_in(password, site=Site.PORTAL, code="C001")
    view = town.resume(secret, Site.PORTAL)
    actor = _proven(town, view, "settlement")

    assert (view.code, view.place_name) == ("C001", BAKERY.company_name)
    assert (actor.role, actor.company_id) == (
        Role.COMPANY,
        town.register().company_id,
    )
    assert (actor.merchant_id, actor.merchant_code) == (None, None)
    assert actor.campaign_id == CAMPAIGN


def test_an_officer_proves_his_role_and_nothing_else(empty_town: Town) -> None:
    officer = empty_town.register_officer()
    secret = empty_town.sign_in(
        empty_town.mailed_password(), site=Site.OFFICE, code="", login_id="clerk"
    )
    view = empty_town.resume(secret, Site.OFFICE)

    assert (view.code, view.issuer_code, view.place_name) == ("", "", "事務局")
    actor = _proven(empty_town, view, "redemption")
    assert actor.proven_at is not None
    assert replace(actor, proven_at=None) == Actor(
        role=Role.OFFICE_CLERK,
        subject=str(officer.staff_id),
        login_id="clerk",
        staff_id=officer.staff_id,
    )


def test_a_token_for_one_service_proves_nothing_to_another(
    town: Town, password: str
) -> None:
    view = town.resume(town.sign_in(password))

    with pytest.raises(NotSignedIn):
        town.verifier("settlement").actor(view.tokens["redemption"])


def test_tokens_live_for_a_minute_of_real_time(town: Town, password: str) -> None:
    town.move_clock(timedelta(days=3))
    view = town.resume(town.sign_in(password))

    life = view.tokens_expire_at - datetime.now(UTC)
    assert timedelta(seconds=50) < life <= timedelta(seconds=60)


def test_a_session_is_good_for_the_site_it_was_opened_at(
    town: Town, password: str
) -> None:
    secret = town.sign_in(password)

    for site in (Site.PORTAL, Site.OFFICE):
        with pytest.raises(SessionUnknown):
            town.resume(secret, site)


def test_a_session_unused_for_half_an_hour_is_over(town: Town, password: str) -> None:
    secret = town.sign_in(password)

    town.move_clock(timedelta(minutes=30))

    with pytest.raises(SessionUnknown):
        town.resume(secret)


def test_a_session_in_use_lasts_for_twelve_hours_and_no_longer(
    town: Town, password: str
) -> None:
    secret = town.sign_in(password)

    for minutes in range(25, 12 * 60, 25):
        town.move_clock(timedelta(minutes=minutes))
        town.resume(secret)
    town.move_clock(timedelta(hours=12))

    with pytest.raises(SessionUnknown):
        town.resume(secret)


def test_use_is_written_down_once_a_minute(town: Town, password: str) -> None:
    secret = town.sign_in(password)
    opened_at = _last_seen_at(town)

    at_once(8, lambda _: town.resume(secret))
    assert _last_seen_at(town) == opened_at

    town.move_clock(timedelta(minutes=1))
    at_once(8, lambda _: town.resume(secret))
    seen_at = _last_seen_at(town)
    assert seen_at >= opened_at + timedelta(minutes=1)

    town.resume(secret)
    assert _last_seen_at(town) == seen_at


def test_nobody_comes_in_by_a_made_up_secret(town: Town, password: str) -> None:
    town.sign_in(password)

    for secret in ("", "made-up", "\ud800", "\0"):
        with pytest.raises(SessionUnknown):
            town.resume(secret)


def _proven(town: Town, view: SessionView, service: str) -> Actor:
    return town.verifier(service).actor(view.tokens[service])


def _last_seen_at(town: Town) -> datetime:
    [session] = town.rows(SESSION)
    seen_at: datetime = session["last_seen_at"]
    return seen_at
