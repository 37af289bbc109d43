"""The pages about people, as far as they need nobody else."""

import pytest
from flask.testing import FlaskClient

from machiken.contracts.actor import Role
from machiken.contracts.auth import Happening
from machiken.contracts.redemption import SWITCHES
from services.gateway.languages import Language
from services.gateway.sentences import word


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("happening", Happening)
def test_whatever_the_audit_tells_of_has_words(
    happening: Happening, language: Language
) -> None:
    name = f"happening.{happening}"
    assert word(name, language) != name


@pytest.mark.parametrize("role", Role)
def test_every_role_has_a_japanese_word(role: Role) -> None:
    assert word(role) != role


@pytest.mark.parametrize(
    "path",
    ["/shop/staff", "/shop/staff/new", "/shop/own-data", "/shop/merchants"],
)
def test_visitors_see_nothing_of_people(browser: FlaskClient, path: str) -> None:
    assert browser.get(path).location.startswith("/shop/sign-in")


def test_the_manuals_campaign_leaves_people_to_the_office() -> None:
    assert not SWITCHES["staff_management"]
    assert not SWITCHES["representative_change"]
