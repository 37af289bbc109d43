"""練習 stands on every page of a practice, and on no other."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from machiken.bus.client import RpcClient
from machiken.contracts.redemption import CheckoutState, CheckoutView, ReadView, Receipt
from machiken.ids import CheckoutId, MerchantCode, MerchantId, PaymentNo
from machiken.money import ZERO, Yen
from services.gateway.app import create_app
from services.gateway.pages import page
from tests.gateway.conftest import SETTINGS

ID = CheckoutId(UUID(int=1))
AT = datetime(2026, 7, 1, 3, 0, tzinfo=UTC)
PAGES = (
    "checkout",
    "confirmation",
    "abort",
    "checkout_ended",
    "receipt",
    "not_redeemed",
    "asking",
)


@pytest.fixture(scope="module")
def app() -> Flask:
    """Return a gateway behind which nobody answers."""
    return create_app(SETTINGS, RpcClient(SETTINGS.amqp_url.reveal(), caller="gateway"))


@pytest.mark.parametrize("practice", [True, False])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_practice_when_it_is_one(
    app: Flask, name: str, *, practice: bool
) -> None:
    with app.test_request_context("/shop/"):
        text, _ = page(f"shop/{name}.html", **shown(name, practice=practice))

    assert ("サンプル商品券での練習です" in text) == practice


def test_the_receipt_of_a_practice_is_not_called_a_payment(app: Flask) -> None:
    with app.test_request_context("/shop/"):
        text, _ = page("shop/receipt.html", receipt=_receipt(practice=True))

    assert "練習完了" in text
    assert "決済完了" not in text
    assert "返金" not in text.split("<main", 1)[1]


def test_the_top_page_offers_to_practise(app: Flask) -> None:
    with app.test_request_context("/shop/"):
        text, _ = page("shop/top.html", checkout_id=ID, target="", rules=None)

    assert 'name="practice"' in text


def shown(name: str, *, practice: bool) -> dict[str, Any]:
    """Return what a page of this name is made of."""
    if name == "receipt":
        return {"receipt": _receipt(practice=practice)}
    if name in {"not_redeemed", "asking"}:
        return {"checkout_id": ID, "again": "/", "practising": practice}
    return {"checkout": _checkout(practice=practice), "refusals": ()}


def _checkout(*, practice: bool) -> CheckoutView:
    read = ReadView(
        position=1, serial=1, code_tail="ABCD", face_value=Yen(1_000), amount=Yen(1_000)
    )
    return CheckoutView(
        checkout_id=ID,
        state=CheckoutState.OPEN,
        target=Yen(1_000),
        total=Yen(1_000),
        missing=ZERO,
        reads=(read,),
        expires_at=AT,
        practice=practice,
    )


def _receipt(*, practice: bool) -> Receipt:
    return Receipt(
        checkout_id=ID,
        payment_no=PaymentNo("KNM202601t0120260701R0000000000001"),
        merchant_id=MerchantId(UUID(int=2)),
        merchant_code=MerchantCode("t01"),
        total=Yen(1_000),
        count=1,
        redeemed_at=AT,
        redeemed_by="hana",
        refundable_before=AT,
        practice=practice,
    )
