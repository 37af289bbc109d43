"""The paragraphs that a campaign adds to its letters, with their blanks filled in."""

import re
from dataclasses import replace
from typing import Final

from services.notify.domain.facts import Facts
from services.notify.domain.languages import Language
from services.notify.domain.letters import LetterKind
from services.notify.domain.material import Material
from services.notify.domain.prose import Paragraph, Prose, one_line

_TEXT_OF: Final = {
    LetterKind.REGISTRATION: "registration",
    LetterKind.PAYMENT_COMPLETED: "completion",
    LetterKind.REFUND_COMPLETED: "refund",
}
_SIGNATURE: Final = "signature"
_ENDING: Final = {Language.JAPANESE: "", Language.ENGLISH: "_en"}
"""How the names of a language's paragraphs end in the campaign's `mail_texts`."""
_BLANK: Final = re.compile(r"\{\{|\}\}|\{([a-z_]+)\}")
_BRACES: Final = {"{{": "{", "}}": "}"}


def with_own_words(prose: Prose, letter: Material[Facts]) -> Prose:
    """Return the letter with the campaign's paragraph before its end, and signature.

    Nothing of it comes into a header, and a filled blank stays on its line.
    """
    if letter.kind not in _TEXT_OF:
        return prose
    *body, footer = prose.blocks
    ending = _ENDING[prose.language]
    own = _paragraph(_TEXT_OF[letter.kind] + ending, letter)
    signature = _paragraph(_SIGNATURE + ending, letter)
    return replace(prose, blocks=[*body, *own, footer, *signature])


def _paragraph(name: str, letter: Material[Facts]) -> list[Paragraph]:
    sender = letter.known_sender
    text = sender.mail_texts.get(name, "").strip()
    if not text:
        return []
    blanks = {
        "campaign_name": sender.campaign_name,
        "issuer_name": sender.issuer_name,
        "merchant_name": getattr(letter.facts, "merchant_name", None) or "",
        "contact": sender.contact,
    }
    lines = [one_line(_filled(line, blanks)) for line in text.splitlines()]
    return [Paragraph("\n".join(lines))]


def _filled(line: str, blanks: dict[str, str]) -> str:
    """Return the line with its blanks filled once: no blank fills another's."""

    def fill(found: re.Match[str]) -> str:
        return _BRACES.get(found[0]) or blanks.get(found[1], found[0])

    return _BLANK.sub(fill, line)
