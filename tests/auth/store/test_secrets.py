import base64
from dataclasses import dataclass
from typing import Any

import pytest

from machiken.contracts.auth import OneTimePasswordWrong, SignInFailed
from tests.auth.town import BAKERY, Town, wrong

TYPED_BY_MISTAKE = "Canary#Typed99"


@dataclass(frozen=True, kw_only=True)
class Canaries:
    """Secrets that passed through auth, and must have left no trace in clear."""

    long: dict[str, str]
    numbers: tuple[str, ...]


@pytest.fixture
def canaries(town: Town, password: str) -> Canaries:
    with pytest.raises(SignInFailed):
        town.begin(TYPED_BY_MISTAKE)
    with pytest.raises(SignInFailed):
        town.begin(password, login_id=TYPED_BY_MISTAKE)
    begun, number = town.begin(password), town.mailed_number()
    with pytest.raises(OneTimePasswordWrong):
        town.finish(begun.sign_in_secret, wrong(number))
    opened = town.finish(begun.sign_in_secret, number)
    return Canaries(
        long={
            "initial password": password,
            "typed by mistake": TYPED_BY_MISTAKE,
            "sign-in secret": begun.sign_in_secret,
            "session secret": opened.session_secret,
            "otp key": town.settings.otp_key.reveal(),
            "letter key": town.settings.letter_key.reveal(),
        },
        numbers=(number, wrong(number)),
    )


def test_no_table_holds_a_secret_in_clear(town: Town, canaries: Canaries) -> None:
    found = [
        (what, table)
        for table, row in town.everything()
        for what, secret in canaries.long.items()
        if any(form in _text_of(row) for form in _forms(secret))
    ]

    assert found == []


def test_no_field_is_the_mailed_number(town: Town, canaries: Canaries) -> None:
    # Four digits occur by chance within a longer text, but not as a whole field.
    fields = {leaf for _, row in town.everything() for leaf in _leaves(row)}

    assert not fields & {*canaries.numbers, *map(int, canaries.numbers)}


def test_the_scan_would_see_what_is_there(town: Town) -> None:
    everything = " ".join(_text_of(row) for _, row in town.everything())

    assert BAKERY.email in everything
    assert BAKERY.representative_name in everything


def _forms(secret: str) -> tuple[str, ...]:
    raw = secret.encode()
    return (
        secret,
        raw.hex(),
        base64.b64encode(raw).decode().rstrip("="),
        base64.urlsafe_b64encode(raw).decode().rstrip("="),
    )


def _text_of(row: dict[str, Any]) -> str:
    return " ".join(str(leaf) for leaf in _leaves(row))


def _leaves(value: Any) -> list[Any]:
    match value:
        case dict():
            return [leaf for each in value.values() for leaf in _leaves(each)]
        case list():
            return [leaf for each in value for leaf in _leaves(each)]
        case bytes():
            return [value.hex(), value.decode(errors="replace")]
        case _:
            return [value]
