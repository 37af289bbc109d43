"""決済ID, in the form that the manual shows."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machiken.ids import IssuerCode, MerchantCode
from services.redemption.domain.payment_no import payment_no

ISSUER = IssuerCode("OEM202000")
SHOP = MerchantCode("t01")
DAY = date(2021, 5, 7)


def test_the_manuals_example_comes_out() -> None:
    assert payment_no(ISSUER, SHOP, DAY, 2) == "OEM202000t012021050700000000000002"


@given(st.integers(1, 10**14 - 1))
def test_a_payment_no_has_34_characters(number: int) -> None:
    assert len(payment_no(ISSUER, SHOP, DAY, number)) == 34


@pytest.mark.parametrize("code", ["t1", "t001"])
def test_a_merchant_code_of_another_length_never_gets_a_number(code: str) -> None:
    with pytest.raises(AssertionError):
        payment_no(ISSUER, MerchantCode(code), DAY, 1)
