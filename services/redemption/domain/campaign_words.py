"""What a campaign's file may name: switches, labels, mail texts and languages."""

import re
import string
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from machiken.contracts.redemption import (
    LABELS,
    MAIL_BLANKS,
    MAIL_LANGUAGES,
    MAIL_TEXTS,
    SWITCHES,
    CampaignRules,
)

WORD_CHARS_MAX: Final = 40
TEXT_CHARS_MAX: Final = 4_000
_WEB_ADDRESS: Final = re.compile(r"https://[!-~]{4,200}")


def complaints(rules: CampaignRules) -> Iterator[str]:
    """Yield what the file names that we do not know, or can't fill in."""
    yield from _unknown("switches", rules.switches, SWITCHES)
    yield from _unknown("labels", rules.labels, LABELS)
    if rules.video_url and not _WEB_ADDRESS.fullmatch(rules.video_url):
        yield "video_url: no address of a web page"
    for name, word in rules.labels.items():
        if not 1 <= len(word.strip()) <= WORD_CHARS_MAX or not word.isprintable():
            yield f"labels: {name} empty, long or not one line"
    yield from _of_mails(rules)


def _of_mails(rules: CampaignRules) -> Iterator[str]:
    yield from _unknown("mail_texts", rules.mail_texts, MAIL_TEXTS)
    if rules.mail_languages not in MAIL_LANGUAGES:
        yield 'mail_languages: ["ja"], ["en"] or ["ja", "en"]'
    for name, text in rules.mail_texts.items():
        if len(text) > TEXT_CHARS_MAX or not _fillable(text):
            yield f"mail_texts: {name} long, or with a blank we can't fill"


def _unknown(kind: str, named: Iterable[str], known: Collection[str]) -> Iterator[str]:
    return (f"{kind}: {name} unknown" for name in sorted(named) if name not in known)


def _fillable(text: str) -> bool:
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError:  # a brace without its partner
        return False
    return all(
        blank in MAIL_BLANKS and not form and not conversion
        for _, blank, form, conversion in parts
        if blank is not None
    )
