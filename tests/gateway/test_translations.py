"""The catalogues are whole and up to date, and their texts fit where they are put."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from deploy import translations
from services.gateway.languages import Language

ENGLISH: Final = translations.FOLDER / "en" / "LC_MESSAGES" / "messages.po"
JAPANESE_SIGNS: Final = re.compile("[\u3041-\u30ff\u3400-\u9fff\uff00-\uff60]")
BLANKS: Final = re.compile(r"%\(\w+\)s|\{\w+\}")
LOOKED_UP: Final = re.compile(
    r"""\{#.*?#\}|\{%\s*trans.*?endtrans|\b(?:_|ngettext)\((?:(?:"[^"]*"|'[^']*'),?\s*)+""",
    re.DOTALL,
)
TAGS: Final = re.compile(r"<[^>]*>")
AS_PRINTED: Final = re.compile(r'<span lang="ja">[^<]*</span>')
"""What stands on the vouchers' paper is quoted as it stands there."""


def messages() -> list[Message]:
    """Return every text of the English catalogue."""
    with ENGLISH.open("rb") as file:
        return [each for each in read_po(file, locale="en") if each.id]


def texts(said: str | Sequence[str] | None) -> tuple[str, ...]:
    """Return a message's one text, or its singular and plural."""
    return (said,) if isinstance(said, str) else tuple(said or ())


def test_every_other_language_has_its_catalogue() -> None:
    assert {path.name for path in translations.FOLDER.iterdir()} == {
        language.value for language in Language if language is not Language.JAPANESE
    }


def test_every_word_of_the_pages_has_its_english_and_the_catalogue_is_up_to_date() -> (
    None
):
    assert list(translations.findings(ENGLISH)) == []


def test_a_word_without_english_is_found(tmp_path: Path) -> None:
    path = tmp_path / "en" / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True)
    text = ENGLISH.read_text(encoding="utf-8")
    path.write_text(text.replace('msgstr "Notices"', 'msgstr ""'), encoding="utf-8")
    path.with_suffix(".mo").write_bytes(ENGLISH.with_suffix(".mo").read_bytes())

    assert list(translations.findings(path)) == [
        "not translated: お知らせ",
        "messages.mo is not what messages.po says: run it, too",
    ]


@pytest.mark.parametrize("message", messages(), ids=lambda each: str(each.id)[:20])
def test_english_keeps_the_blanks_and_the_markup(message: Message) -> None:
    japanese = texts(message.id)[0]
    for english in texts(message.string):
        bare = AS_PRINTED.sub("", english)
        assert not JAPANESE_SIGNS.search(bare)
        assert sorted(BLANKS.findall(bare)) == sorted(BLANKS.findall(japanese))
        if "さん" not in japanese:  # whom English calls by his bare name
            assert sorted(TAGS.findall(bare)) == sorted(TAGS.findall(japanese))


def test_no_text_of_a_page_for_shops_stands_outside_of_the_catalogue() -> None:
    folder = translations.GATEWAY / "templates"
    shared = [path for path in folder.iterdir() if path.is_file()]
    pages = [*shared, *(folder / "shop").iterdir()]
    left = {
        path.name: found[0]
        for path in pages
        if (found := JAPANESE_SIGNS.search(LOOKED_UP.sub("", path.read_text("utf-8"))))
    }

    assert left == {"_language.html": "日"}
