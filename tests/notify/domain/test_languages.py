"""Every letter is whole in each of its languages, as text and as HTML."""

import html
import re
from dataclasses import asdict, replace
from typing import Final

import pytest

from machiken.contracts.auth import AccountNews
from machiken.contracts.settlement import AccountNewsKind
from machiken.money import ZERO
from services.notify.domain.facts import (
    Facts,
    NewsFacts,
    PayAccountFacts,
    StatementFacts,
)
from services.notify.domain.languages import ALL, Language
from services.notify.domain.letters import FACTS_OF, LetterKind
from services.notify.domain.prose import Prose, as_html, as_text, subject_of
from services.notify.domain.samples import SAMPLES, SECRET
from services.notify.domain.texts import TEXTS
from tests.notify.domain.test_writing import said_by
from tests.notify.town import SENDER

JAPANESE: Final = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uff01-\uff9f]")
TITLE_MAX: Final = 50
SUBJECT_MAX: Final = 120
ENGLISH: Final = (Language.ENGLISH,)


def examples() -> list[tuple[LetterKind, Facts]]:
    """Return the samples, and each piece of news."""
    found = list(SAMPLES.items())
    for kind, facts in SAMPLES.items():
        if isinstance(facts, NewsFacts):
            found += [(kind, replace(facts, news=news)) for news in AccountNews]
        if isinstance(facts, PayAccountFacts):
            found += [(kind, replace(facts, news=news)) for news in AccountNewsKind]
        if isinstance(facts, StatementFacts):
            found.append((kind, replace(facts, net=ZERO)))
    return found


def in_one(language: Language, kind: LetterKind, facts: Facts) -> Prose:
    sender = replace(SENDER, mail_languages=(language,))
    [prose] = said_by(sender, kind, facts, SECRET)
    return prose


def in_both(kind: LetterKind) -> list[Prose]:
    return said_by(SENDER, kind, SAMPLES[kind], SECRET)


def without_marks(said: str) -> str:
    return re.sub(r"[\s■:：]", "", said)


def test_all_kinds_have_words_in_all_languages_and_an_example() -> None:
    assert set(SAMPLES) == set(LetterKind) == set(FACTS_OF)
    assert set(TEXTS) == set(Language)
    for language in Language:
        assert set(TEXTS[language]) == set(LetterKind)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(("kind", "facts"), examples())
def test_text_and_html_say_the_same_and_nothing_is_left_open(
    kind: LetterKind, facts: Facts, language: Language
) -> None:
    prose = in_one(language, kind, facts)
    text, page = as_text(prose), as_html(prose)

    shown = html.unescape(re.sub(r"<[^>]+>", "", page.partition("<body")[2]))
    assert without_marks(shown.partition(">")[2]) == without_marks(text)
    assert f'<html lang="{language}">' in page
    assert f'<div lang="{language}"' in page
    for left_open in ("None", "{", "}", "AccountNews", "Yen("):
        assert left_open not in prose.subject + text


@pytest.mark.parametrize(("kind", "facts"), examples())
def test_english_is_english_but_for_names(kind: LetterKind, facts: Facts) -> None:
    prose = in_one(Language.ENGLISH, kind, facts)
    said = prose.subject + as_text(prose) + as_html(prose)

    names = [SENDER.campaign_name, SENDER.issuer_name, SENDER.contact]
    for value in asdict(facts).values():
        names += [value] if isinstance(value, str) and value else []
        names += value if isinstance(value, tuple) else []
    for name in sorted(names, key=len, reverse=True):
        said = said.replace(name, "")
    assert JAPANESE.findall(said) == []


@pytest.mark.parametrize(("kind", "facts"), examples())
def test_english_tells_every_number_name_and_address_that_japanese_tells(
    kind: LetterKind, facts: Facts
) -> None:
    japanese = as_text(in_one(Language.JAPANESE, kind, facts))
    english = as_text(in_one(Language.ENGLISH, kind, facts))

    told = re.findall(r"[\w.:/?=@,-]*\d[\w.:/?=@,-]*|[A-Z]\w{3,}", japanese, re.ASCII)
    days = re.findall(r"(\d+)年\d+月(\d+)日", japanese)
    assert told
    assert [each for each in told if each not in english and len(each) > 2] == []
    assert [day for pair in days for day in pair if day not in english] == []
    for name in (SENDER.contact, SENDER.campaign_name):
        assert (name in japanese) <= (name in english)


@pytest.mark.parametrize("kind", LetterKind)
def test_both_are_below_each_other_the_japanese_first(kind: LetterKind) -> None:
    japanese, english = parts = in_both(kind)
    divider = "======== English ========"
    before, _, after = as_text(*parts).partition(divider)
    page = as_html(*parts)

    assert before.strip() == as_text(japanese).strip()
    assert after.strip() == as_text(english).strip()
    assert page.startswith('<!doctype html>\n<html lang="ja">')
    assert page.index('<div lang="ja"') < page.index("<hr")
    assert page.index("<hr") < page.index('<div lang="en"')
    assert divider not in as_text(english)


@pytest.mark.parametrize("kind", LetterKind)
def test_the_subject_is_japanese_then_english_and_no_longer_than_one_reads(
    kind: LetterKind,
) -> None:
    japanese, english = parts = in_both(kind)

    assert subject_of(*parts) == f"{japanese.subject} / {english.title}"
    assert 0 < len(english.title) <= TITLE_MAX
    assert len(subject_of(*parts)) <= SUBJECT_MAX
    assert subject_of(english) == english.subject
    assert english.subject.endswith(f"] {english.title}")


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    "kind",
    [
        LetterKind.ONE_TIME_PASSWORD,
        LetterKind.RESET_CODE,
        LetterKind.MAIL_CHANGE_CODE,
    ],
)
def test_a_code_stands_near_the_top_and_nothing_is_to_be_clicked(
    kind: LetterKind, language: Language
) -> None:
    text = as_text(in_one(language, kind, SAMPLES[kind]))

    assert SECRET in text.splitlines()[:4]
    assert "://" not in text


def test_the_office_reads_both_languages() -> None:
    kind = LetterKind.OFFICE_INVITATION
    parts = said_by(None, kind, SAMPLES[kind], SECRET)

    assert tuple(part.language for part in parts) == ALL
    assert "Role: Clerk" in as_text(*parts)


def test_what_people_wrote_stands_once() -> None:
    kind = LetterKind.INQUIRY_ANSWERED
    both = as_text(*in_both(kind))
    only = as_text(in_one(Language.ENGLISH, kind, SAMPLES[kind]))

    for said in ("認定証をご覧ください。", "ログインIDを忘れました。"):
        assert both.count(said) == only.count(said) == 1
    assert "stand above" in both
    assert "stand above" not in only
