import pytest

from machiken.contracts.auth import SessionUnknown
from tests.auth.town import Town


def test_an_ended_session_is_over_at_once(town: Town, password: str) -> None:
    secret = town.sign_in(password)
    other = town.sign_in(password)

    town.end(secret)

    with pytest.raises(SessionUnknown):
        town.resume(secret)
    assert town.resume(other).tokens


def test_ending_twice_or_nothing_is_the_same(town: Town, password: str) -> None:
    secret = town.sign_in(password)

    for each in (secret, secret, "made-up", "\ud800"):
        town.end(each)

    assert town.happenings().count("session_ended") == 1
