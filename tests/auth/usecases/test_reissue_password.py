from datetime import timedelta

import pytest

from machiken.contracts.auth import AccountUnknown, SessionUnknown, SignInFailed, Site
from tests.auth.passwords import reissue
from tests.auth.town import BAKERY, Town


def test_a_new_initial_password_replaces_the_old_one(town: Town, password: str) -> None:
    till = town.sign_in(password)
    town.move_clock(timedelta(days=8))

    reissue(town)

    assert town.sign_in(town.mailed_password())
    with pytest.raises(SignInFailed):
        town.begin(password)
    with pytest.raises(SessionUnknown):
        town.resume(till)
    assert "password_reissued" in town.happenings()


def test_the_letter_says_all_that_the_first_one_said(town: Town) -> None:
    reissue(town)

    first, second = town.told("staff_invited")[-2:]
    changes = {"initial_password", "password_expires_at"}
    assert {name for name in first if first[name] != second[name]} == changes


def test_an_officer_gets_one_too(town: Town) -> None:
    reissue(town, site=Site.OFFICE, issuer_code="", code="", login_id="clerk")

    assert town.told("staff_invited")[-1]["role"] == "office_clerk"


def test_nobody_is_told_apart_from_somebody(town: Town) -> None:
    with pytest.raises(AccountUnknown):
        reissue(town, login_id=BAKERY.login_id.upper())
