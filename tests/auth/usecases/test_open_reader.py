"""The PC site without a number, where a campaign wants the manual's exact way."""

from dataclasses import replace

import pytest

from machiken.contracts.actor import Role
from machiken.contracts.auth import SignInBegun, Site
from tests.auth.apps import add_app
from tests.auth.passwords import change
from tests.auth.town import APPLIED, RULES, Town

CHOSEN = "Tsukimi#Dango7"


@pytest.fixture
def open_town(town: Town) -> Town:
    """Return a town whose campaign asks for no number at the PC."""
    rules = replace(RULES, switches={"portal_without_otp": True})
    town.apply(replace(APPLIED, campaign_version=2, rules=rules))
    return town


def test_at_the_pc_a_chosen_password_opens_a_session_that_reads_only(
    open_town: Town, password: str
) -> None:
    change(open_town, open_town.sign_in(password), password, CHOSEN)
    mails = len(open_town.told("one_time_password_issued"))

    begun = at_pc(open_town, CHOSEN)

    assert begun.opened is not None
    view = open_town.resume(begun.opened.session_secret, Site.PORTAL)
    assert view.role is Role.COMPANY_READER
    assert open_town.verifier("settlement").actor(view.tokens["settlement"]).company_id
    assert len(open_town.told("one_time_password_issued")) == mails
    assert open_town.audit()[-1]["detail"] == "without a number, to read"


def test_an_initial_password_and_the_till_ask_for_the_number_as_ever(
    open_town: Town, password: str
) -> None:
    assert at_pc(open_town, password).opened is None
    assert open_town.begin(password).opened is None


def test_where_the_campaign_says_nothing_the_number_is_asked_for(
    town: Town, password: str
) -> None:
    change(town, town.sign_in(password), password, CHOSEN)

    assert at_pc(town, CHOSEN).opened is None


def test_who_has_an_app_is_asked_for_it_and_may_do_everything(
    open_town: Town, password: str
) -> None:
    secret = open_town.sign_in(password)
    app = add_app(open_town, secret)
    change(open_town, secret, password, CHOSEN)

    begun = at_pc(open_town, CHOSEN)

    assert begun.opened is None
    opened = open_town.finish(begun.sign_in_secret, app.digits())
    view = open_town.resume(opened.session_secret, Site.PORTAL)
    assert view.role is Role.COMPANY


def at_pc(town: Town, password: str) -> SignInBegun:
    return town.begin(password, site=Site.PORTAL, code="C001")
