import unicodedata
from dataclasses import replace
from typing import Any

import pytest

from machiken.contracts.actor import Role
from machiken.contracts.auth import RegistrationMalformed
from services.auth.domain.registration import checked_merchant, checked_officer
from tests.auth.town import BAKERY, OFFICER


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("merchant_code", "t1"),
        ("merchant_code", "t001"),
        ("merchant_code", "t-1"),
        ("merchant_code", "ｔ０１"),
        ("merchant_code", "t01\n"),
        ("company_code", "C01"),
        ("company_code", "C0001"),
        ("login_id", "abc"),
        ("login_id", "a" * 21),
        ("login_id", "hana.ko"),
        ("login_id", "花子さん"),
        ("email", "hanako@kinomachi.example\r\nBcc: x@kinomachi.example"),
        ("merchant_name", ""),
        ("merchant_name", "あ" * 61),
        ("company_name", " 木漏れ日"),
        ("company_name", "木漏れ日\n株式会社"),
        ("representative_name", "麦野\u202e花子"),
        ("representative_name", "麦野\0花子"),
        ("representative_name", "麦野\ud800"),
        ("representative_name", "麦野\ue000"),
    ],
)
def test_a_field_that_is_not_as_it_must_be_is_named(field: str, value: str) -> None:
    change: dict[str, Any] = {field: value}
    with pytest.raises(RegistrationMalformed) as refused:
        checked_merchant(replace(BAKERY, **change))

    assert refused.value.facts == {"field": field}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("merchant_code", "T0z"),
        ("company_code", "0aZ9"),
        ("login_id", "a_-9"),
        ("login_id", "a" * 20),
        ("merchant_name", "あ" * 60),
        ("merchant_name", "Café & Co. <木>"),
        ("representative_name", "葛\U000e0100城 花子"),
    ],
)
def test_the_edges_of_a_field_are_taken(field: str, value: str) -> None:
    change: dict[str, Any] = {field: value}
    checked = checked_merchant(replace(BAKERY, **change))

    assert getattr(checked, field) == unicodedata.normalize("NFC", value)


def test_a_name_in_pieces_is_put_together() -> None:
    in_pieces = unicodedata.normalize("NFD", "ガーデン")
    checked = checked_merchant(replace(BAKERY, merchant_name=in_pieces))

    assert checked.merchant_name == "ガーデン"


def test_an_officer_has_a_role_of_the_office() -> None:
    with pytest.raises(RegistrationMalformed) as refused:
        checked_officer(replace(OFFICER, role=Role.REPRESENTATIVE))

    assert refused.value.facts == {"field": "role"}
