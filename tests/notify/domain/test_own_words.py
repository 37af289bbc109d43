"""A campaign's own paragraphs: filled in, in their place, and harmless."""

from dataclasses import replace

import pytest

from services.notify.domain.facts import Facts
from services.notify.domain.letters import LetterKind
from services.notify.domain.prose import Prose, as_html, as_text
from tests.notify.domain.test_writing import ACCOUNT, PAYMENT, SIGN_IN, said_by
from tests.notify.town import SENDER

TEXTS = {
    "registration": "{merchant_name}さま、説明会は6月1日です。\nぜひお越しください。",
    "completion": "{campaign_name}をご利用いただきありがとうございます。",
    "refund": "返金のご質問は{contact}まで。",
    "signature": "{issuer_name} ― {contact}",
}
KINDS: list[tuple[LetterKind, Facts, str]] = [
    (LetterKind.REGISTRATION, ACCOUNT, "木ノ町ベーカリーさま、説明会は6月1日です。\n"),
    (LetterKind.PAYMENT_COMPLETED, PAYMENT, f"{SENDER.campaign_name}をご利用"),
    (LetterKind.REFUND_COMPLETED, PAYMENT, f"返金のご質問は{SENDER.contact}まで。"),
]


def written(kind: LetterKind, facts: Facts, texts: dict[str, str]) -> Prose:
    """Return the letter's Japanese."""
    return said_by(replace(SENDER, mail_texts=texts), kind, facts, "1234")[0]


@pytest.mark.parametrize(("kind", "facts", "said"), KINDS)
def test_the_paragraph_stands_before_the_end_and_the_signature_after_it(
    kind: LetterKind, facts: Facts, said: str
) -> None:
    text = as_text(written(kind, facts, TEXTS))

    footer = text.index("本メールは自動送信しています")
    assert 0 < text.index(said) < footer
    assert text.rstrip().endswith(f"{SENDER.issuer_name} ― {SENDER.contact}")


@pytest.mark.parametrize(("kind", "facts", "said"), KINDS)
def test_a_campaign_without_words_of_its_own_adds_none(
    kind: LetterKind, facts: Facts, said: str
) -> None:
    text = as_text(written(kind, facts, {}))

    assert said not in text
    assert written(kind, facts, {"signature": " \n "}) == written(kind, facts, {})


def test_other_letters_stay_as_they_are() -> None:
    kind = LetterKind.ONE_TIME_PASSWORD

    assert written(kind, SIGN_IN, TEXTS) == written(kind, SIGN_IN, {})


def test_own_words_are_no_markup_and_no_header() -> None:
    evil = {"completion": "<script>x</script>\r\nBcc: a@b.example\x00\u2028end"}
    prose = written(LetterKind.PAYMENT_COMPLETED, PAYMENT, evil)

    assert prose.subject == written(LetterKind.PAYMENT_COMPLETED, PAYMENT, {}).subject
    assert "<script>" not in as_html(prose)
    assert "&lt;script&gt;" in as_html(prose)
    assert "\x00" not in as_text(prose)
    assert "\r" not in as_text(prose)


def test_a_name_with_braces_fills_nothing_else_in() -> None:
    shop = replace(PAYMENT, merchant_name="{contact}\n{issuer_name}")
    texts = {"completion": "{merchant_name} {{そのまま}} {unknown} {merchant_name.x}"}
    text = as_text(written(LetterKind.PAYMENT_COMPLETED, shop, texts))

    assert "{contact} {issuer_name} {そのまま} {unknown} {merchant_name.x}" in text
