from dataclasses import replace
from typing import Any

import pytest

from machiken.contracts.auth import Site
from services.auth.domain.account import account_digest, address_of, searchable
from tests.auth.town import at_till

KEY = bytes(range(32))
TILL = at_till("Abcdefgh12")


@pytest.mark.parametrize(
    "change",
    [
        {"site": Site.PORTAL},
        {"issuer_code": "KNM202602"},
        {"code": "t02"},
        {"login_id": "Hanako"},
    ],
)
def test_tries_elsewhere_are_another_accounts(change: dict[str, Any]) -> None:
    other = replace(TILL, **change)

    assert account_digest(KEY, other) != account_digest(KEY, TILL)


def test_password_and_address_make_no_other_account() -> None:
    again = replace(TILL, password="other", address="198.51.100.1")

    assert account_digest(KEY, again) == account_digest(KEY, TILL)


def test_texts_that_no_database_takes_are_looked_for_as_nothing() -> None:
    assert searchable("hanako") == "hanako"
    assert searchable("花子") == "花子"
    for text in ("hana\0ko", "\ud800", "hanako\n"):
        assert searchable(text) == ""


def test_only_addresses_are_written_down_as_such() -> None:
    assert address_of("192.0.2.7") == "192.0.2.7"
    assert address_of("2001:DB8::1") == "2001:db8::1"
    assert address_of("192.0.2.7\nforged: row") == "unknown"
    assert address_of("") == "unknown"
