"""A campaign's own words and switches, as its pages show them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from flask import Flask, g, render_template_string

from machiken.bus.client import RpcClient
from machiken.contracts.redemption import (
    CampaignRules,
    RefundDone,
    VoucherUsed,
)
from machiken.money import Yen
from services.gateway.app import create_app
from services.gateway.pages import page
from services.gateway.sentences import sentence, word
from tests.gateway.conftest import SETTINGS
from tests.gateway.test_practice_pages import ID, shown
from tests.redemption.town import RULES

KANKIN = {"redemption": "換金", "merchant": "取扱店", "voucher": "まちの券"}


@pytest.fixture(scope="module")
def app() -> Flask:
    """Return a gateway behind which nobody answers."""
    return create_app(SETTINGS, RpcClient(SETTINGS.amqp_url.reveal(), caller="gateway"))


@contextmanager
def seen_by(app: Flask, rules: CampaignRules) -> Iterator[None]:
    """Be on a page of the campaign."""
    with app.test_request_context("/shop/"):
        g.own_rules = rules
        yield


def top(app: Flask, **changes: Any) -> str:
    rules = replace(RULES, **changes)
    with seen_by(app, rules):
        text, _ = page(
            "shop/top.html",
            checkout_id=ID,
            target="",
            rules=rules,
            today=date(2026, 7, 1),
        )
        return text


def test_without_labels_a_page_speaks_as_the_manual_does(app: Flask) -> None:
    text = top(app)

    assert "決済金額入力" in text
    assert "サンプル商品券" in text


def test_a_campaigns_words_take_the_place_of_ours(app: Flask) -> None:
    text = top(app, labels=KANKIN)

    assert "換金金額入力" in text
    assert "サンプルまちの券" in text
    assert "決済" not in text


def test_words_inside_of_expressions_are_taken_too(app: Flask) -> None:
    with seen_by(app, replace(RULES, labels=KANKIN)):
        text, _ = page("shop/receipt.html", **shown("receipt", practice=False))

    assert "換金完了" in text
    assert "決済" not in text


def test_markup_in_a_label_is_only_text(app: Flask) -> None:
    text = top(app, labels={"redemption": '<b onclick="x">&'})

    assert "<b onclick" not in text
    assert "&lt;b onclick=&#34;x&#34;&gt;&amp;" in text


def test_a_per_cent_sign_in_a_label_is_only_text(app: Flask) -> None:
    assert "100%(x)s金額入力" in top(app, labels={"redemption": "100%(x)s"})


def test_english_has_its_own_words(app: Flask) -> None:
    rules = replace(RULES, labels=KANKIN)
    with app.test_request_context("/shop/", headers={"Accept-Language": "en"}):
        g.own_rules = rules
        text, _ = page("shop/receipt.html", **shown("receipt", practice=False))

    assert "Redeemed" in text
    assert "換金" not in text.replace("換金済みチェック", "")  # as the paper has it


def test_what_people_typed_is_left_as_it_is(app: Flask) -> None:
    with seen_by(app, replace(RULES, labels=KANKIN)):
        text = render_template_string("{{ name }} 決済 {{ '決済' }}", name="決済商店")

    assert text == "決済商店 換金 換金"


def test_refusals_speak_in_the_campaigns_words(app: Flask) -> None:
    used = VoucherUsed(code_tail="0D5F", used_at="2026-06-24T05:03:00Z")
    with seen_by(app, replace(RULES, labels=KANKIN)):
        assert sentence(used).startswith("このまちの券は 6月24日 14:03 に換金済みです")
        assert word("merchant_code") == "取扱店コード"
        assert word("決済") == "決済", "a word that is not ours stands for itself"


def test_braces_in_a_label_fill_nothing_in(app: Flask) -> None:
    with seen_by(app, replace(RULES, labels={"refund": "{refunded_at}{0}"})):
        said = sentence(RefundDone(refunded_at="2026-06-24T05:03:00Z"))

    assert said == "この決済は 6月24日 14:03 に{refunded_at}{0}済みです。"


def test_outside_of_a_page_our_own_words_stand(app: Flask) -> None:
    assert app is not None
    assert word("merchant_code") == "加盟店コード"


@pytest.mark.parametrize("on", [True, False])
def test_a_campaign_without_refunds_does_not_offer_them(
    app: Flask, *, on: bool
) -> None:
    text = top(app, switches={"refunds": on})
    with seen_by(app, replace(RULES, switches={"refunds": on})):
        receipt, _ = page("shop/receipt.html", **shown("receipt", practice=False))

    assert ("返金処理" in text) == on
    assert ("この決済を返金する" in receipt) == on


@pytest.mark.parametrize("on", [True, False])
def test_a_campaign_of_whole_targets_does_not_offer_less(
    app: Flask, *, on: bool
) -> None:
    full = shown("checkout", practice=False)
    missing = {"target": Yen(2_000), "missing": Yen(1_000)}
    short = full | {"checkout": replace(full["checkout"], **missing)}
    with seen_by(app, replace(RULES, switches={"partial_checkouts": on})):
        text, _ = page("shop/checkout.html", **short)

    assert ("読み込み分だけ決済" in text) == on


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2026, 6, 1), "決済は 6月24日（水）からです"),
        (date(2026, 7, 1), ""),
        (date(2026, 11, 1), "新しく受け取らないでください"),
        (date(2026, 12, 1), "換金の期間は 11月30日（月）で終わりました"),
    ],
)
def test_the_top_says_which_window_is_over(app: Flask, today: date, said: str) -> None:
    with seen_by(app, RULES):
        text, _ = page(
            "shop/top.html",
            checkout_id=UUID(int=1),
            target="",
            rules=RULES,
            today=today,
        )

    assert said in text
    assert ('class="notice' in text) == bool(said)
