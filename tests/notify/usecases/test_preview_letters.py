"""The office reads a campaign's letters beforehand; nobody gets them."""

from dataclasses import replace
from typing import Any

import pytest

from machiken.contracts.notify import SampleLetter
from services.gateway.languages import Language
from services.gateway.sentences import word
from services.notify.domain.letters import LetterKind
from services.notify.usecases.preview_letters import preview_letters
from tests.notify.town import CAMPAIGN_NAME, SITES, campaign

NOT_ITS_OWN = {LetterKind.OFFICE_INVITATION, LetterKind.PAY_ACCOUNT_WARNING}


def shown(**changes: Any) -> dict[str, SampleLetter]:
    rules = replace(campaign().rules, **changes)
    return {each.kind: each for each in preview_letters(rules, SITES).letters}


def test_every_kind_of_a_campaigns_letters_is_shown_once() -> None:
    letters = preview_letters(campaign().rules, SITES).letters

    assert {each.kind for each in letters} == {
        kind.value for kind in LetterKind if kind not in NOT_ITS_OWN
    }
    assert len(letters) == len(LetterKind) - len(NOT_ITS_OWN)
    for each in letters:
        assert CAMPAIGN_NAME in each.subject
        assert "======== English ========" in each.text


@pytest.mark.parametrize(
    ("languages", "said", "unsaid"),
    [(("ja",), "決済金額", "Amount"), (("en",), "Amount", "決済金額")],
)
def test_it_speaks_as_the_rules_say(
    languages: tuple[str, ...], said: str, unsaid: str
) -> None:
    paid = shown(mail_languages=languages)["payment_completed"]

    assert said in paid.text
    assert unsaid not in paid.text


def test_own_words_and_labels_stand_where_they_will() -> None:
    letters = shown(
        mail_texts={"refund": "{contact}まで", "refund_en": "Ask {contact}"},
        labels={"refund": "取消"},
    )
    refund = letters["refund_completed"]

    assert "取消完了のお知らせ" in refund.subject
    assert f"{campaign().rules.contact}まで" in refund.text
    assert f"Ask {campaign().rules.contact}" in refund.text


@pytest.mark.parametrize("language", Language)
def test_every_kind_has_a_name_on_the_offices_pages(language: Language) -> None:
    names = [f"letter.{kind.value}" for kind in LetterKind]

    assert [name for name in names if word(name, language) == name] == []


def test_no_password_of_the_town_is_in_it() -> None:
    assert not any(
        SITES.portal_basic_password in each.text for each in shown().values()
    )
