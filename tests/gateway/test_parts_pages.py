"""What stays on a voucher that is taken in part is said where it is handed back."""

import re
from dataclasses import replace

from flask import Flask

from machiken.contracts.redemption import PaidVoucher
from machiken.money import ZERO, Yen
from services.gateway.pages import page
from tests.gateway.test_labels import app, seen_by
from tests.gateway.test_practice_pages import shown
from tests.redemption.town import RULES

__all__ = ["app"]

BALANCES = replace(RULES, switches={"balances": True})
REST = PaidVoucher(
    serial=1,
    code_tail="9K2M",
    amount=Yen(300),
    balance=Yen(700),
    refunded_at=None,
)


def test_the_list_and_the_last_look_say_what_stays(app: Flask) -> None:
    checkout = shown("checkout", practice=False)["checkout"]
    read = replace(checkout.reads[0], amount=Yen(300), left=Yen(700))
    for name in ("checkout", "confirmation"):
        with seen_by(app, BALANCES):
            whole, _ = page(f"shop/{name}.html", checkout=checkout, refusals=())
            part = replace(checkout, reads=(read,))
            text, _ = page(f"shop/{name}.html", checkout=part, refusals=())

        assert "残り 700円" in words_of(text)
        assert "700円" not in words_of(whole)
        assert "残り 0円" not in words_of(whole)


def words_of(page_text: str) -> str:
    return re.sub(r"<[^>]*>", "", page_text)


def test_the_receipt_says_which_vouchers_go_back_without_a_tick(app: Flask) -> None:
    receipt = shown("receipt", practice=False)["receipt"]
    with seen_by(app, BALANCES):
        text, _ = page("shop/receipt.html", receipt=receipt, rests=[REST])
        usual, _ = page("shop/receipt.html", receipt=receipt, rests=[])

    assert "末尾 …9K2M には 700円分が残っています" in text
    assert "使い切った商品券の「換金済みチェック」" in text
    assert "すべての商品券の「換金済みチェック」" in usual
    assert REST.balance > ZERO
