import string

import pytest

from machiken.contracts import auth, bus, notify, redemption, settlement
from machiken.refusals import Refusal
from services.gateway import refusals as gateway
from services.gateway.languages import Language
from services.gateway.sentences import SENTENCES, sentence, word

OWNERS = ("machiken.", "services.")
KNOWN = {
    code: kind
    for code, kind in Refusal.known.items()
    if kind.__module__.startswith(OWNERS)  # other tests may make refusals of their own
}
VOUCHER_CODES = [code for code in KNOWN if code.startswith("redemption.voucher_")]


@pytest.mark.parametrize("language", Language)
def test_every_refusal_has_a_sentence_and_no_sentence_is_left_over(
    language: Language,
) -> None:
    assert all((auth, bus, notify, redemption, settlement, gateway))
    assert set(SENTENCES[language]) == set(KNOWN)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("code", sorted(KNOWN))
def test_a_sentence_asks_only_for_facts_that_its_refusal_always_has(
    code: str, language: Language
) -> None:
    text = SENTENCES[language][code]
    asked = {name for _, name, _, _ in string.Formatter().parse(text) if name}

    assert asked <= KNOWN[code].fact_names


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("code", VOUCHER_CODES)
def test_a_refused_voucher_can_be_named_in_a_list(
    code: str, language: Language
) -> None:
    if code != redemption.VouchersRefused.code:
        assert word(code, language) != code


def test_a_moment_is_told_in_town_time() -> None:
    used = redemption.VoucherUsed(code_tail="0D5F", used_at="2026-06-24T05:03:00Z")

    assert sentence(used) == (
        "この商品券は 6月24日 14:03 に決済済みです（末尾 0D5F）。"
    )
    assert "24 Jun 14:03" in sentence(used, Language.ENGLISH)


def test_a_day_is_told_with_its_weekday() -> None:
    assert sentence(redemption.TooEarly(first_on="2026-06-24")) == (
        "決済は 6月24日（水） からです。"
    )


def test_an_amount_is_told_in_yen() -> None:
    beyond = redemption.AmountBeyondLimit(limit="100000")

    assert sentence(beyond) == "1回の決済は 100,000円 までです。"
    assert "¥100,000" in sentence(beyond, Language.ENGLISH)


def test_a_field_is_told_by_the_word_above_it() -> None:
    missing = gateway.FieldMissing(field="login_id")

    assert sentence(missing) == "ログインIDを入力してください。"


def test_several_refused_vouchers_are_told_by_their_places() -> None:
    refused = redemption.VouchersRefused(
        bad="1:redemption.voucher_used 3:redemption.voucher_malformed"
    )

    assert sentence(refused).endswith("1枚目（決済済み）、3枚目（番号が読めません）")


def test_a_fact_that_is_no_date_is_shown_as_it_is() -> None:
    assert "soon" in sentence(redemption.TooEarly(first_on="soon"))


def test_braces_in_a_fact_are_only_text() -> None:
    clash = redemption.CampaignRulesClash(why="{0.__class__}")

    assert "{0.__class__}" in sentence(clash)
