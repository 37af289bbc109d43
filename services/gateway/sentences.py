"""What every refusal says to a person: by its code, with its facts, in two languages.

The sentences stand in `sentences_ja.toml` and `sentences_en.toml`, for whoever writes
better ones. Facts travel as plain strings; here a moment becomes 「6月24日 14:03」,
an amount 「1,000円」, and the name of a field the word above that field.
"""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from machiken.money import Yen
from machiken.refusals import Refusal
from services.gateway import formatting, languages
from services.gateway.labels import labelled, pattern
from services.gateway.languages import Language


def _table(language: Language) -> dict[str, Any]:
    file = Path(__file__).with_name(f"sentences_{language}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


_TABLES: Final = {language: _table(language) for language in Language}

SENTENCES: Final[Mapping[Language, Mapping[str, str]]] = {
    language: {
        f"{owner}.{name}": text
        for owner, texts in table["refusals"].items()
        for name, text in texts.items()
    }
    for language, table in _TABLES.items()
}
_WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    language: table["words"] for language, table in _TABLES.items()
}
_AMOUNTS: Final = frozenset({"unit", "limit", "missing", "refundable", "left"})
_MOMENTS: Final = ("_at", "until")
_DAYS: Final = ("_on", "horizon")


def sentence(refusal: Refusal, language: Language | None = None) -> str:
    """Return what the refusal says to a person, in the viewer's language or this."""
    language = language or languages.of_viewer()
    facts = {
        name: _in_words(name, value, language) for name, value in refusal.facts.items()
    }
    return pattern(SENTENCES[language][refusal.code]).format(**facts)


def word(name: str, language: Language | None = None) -> str:
    """Return the word for a field or a state; a name without one stands for itself."""
    language = language or languages.of_viewer()
    known = _WORDS[language].get(name)
    return name if known is None else labelled(known)


def _in_words(name: str, value: str, language: Language) -> str:
    if name in _LISTS:
        return _LISTS[name](value, language)
    if name in _AMOUNTS and value.isascii() and value.isdigit():
        return formatting.yen(Yen(int(value)), language)
    try:
        if name.endswith(_MOMENTS):
            return formatting.moment(datetime.fromisoformat(value), language)
        if name.endswith(_DAYS):
            return formatting.day(date.fromisoformat(value), language)
    except ValueError:
        return value  # a date that is none is still better shown than hidden
    return word(value, language)


def _positions(bad: str, language: Language) -> str:
    """Return `1:redemption.voucher_used 3:…` as 「1枚目（使用済み）、3枚目（…）」."""
    pairs = [each.partition(":") for each in bad.split()]
    if language is Language.JAPANESE:
        return "、".join(f"{at}枚目（{word(code, language)}）" for at, _, code in pairs)
    return ", ".join(f"no. {at} ({word(code, language)})" for at, _, code in pairs)


def _findings(findings: str, language: Language) -> str:
    """Return `email:missing …` as 「メールアドレス（入力してください）」."""
    told = []
    for field, _, problem in (each.partition(":") for each in findings.split()):
        said = word(f"finding.{problem}", language)
        named = word("inquiry_text" if field == "text" else field, language)
        told.append((named, said))
    if language is Language.JAPANESE:
        return "、".join(f"{field}（{said}）" for field, said in told)
    return ", ".join(f"{field} {said}" for field, said in told)


_LISTS: Final = {"bad": _positions, "findings": _findings}
