"""The paragraphs that a campaign adds to its letters, with their blanks filled in."""

import re
from typing import Final

from services.notify.domain.facts import Facts
from services.notify.domain.letters import LetterKind, Sender
from services.notify.domain.prose import Paragraph, Prose, one_line

_TEXT_OF: Final = {
    LetterKind.REGISTRATION: "registration",
    LetterKind.PAYMENT_COMPLETED: "completion",
    LetterKind.REFUND_COMPLETED: "refund",
}
_SIGNATURE: Final = "signature"
_BLANK: Final = re.compile(r"\{\{|\}\}|\{([a-z_]+)\}")
_BRACES: Final = {"{{": "{", "}}": "}"}


def with_own_words(
    prose: Prose, kind: LetterKind, facts: Facts, sender: Sender
) -> Prose:
    """Return the letter with the campaign's paragraph before its end, and signature.

    Nothing of it comes into a header, and a filled blank stays on its line.
    """
    if kind not in _TEXT_OF:
        return prose
    *body, footer = prose.blocks
    own = _paragraph(_TEXT_OF[kind], facts, sender)
    signature = _paragraph(_SIGNATURE, facts, sender)
    return Prose(prose.subject, [*body, *own, footer, *signature])


def _paragraph(name: str, facts: Facts, sender: Sender) -> list[Paragraph]:
    text = sender.mail_texts.get(name, "").strip()
    if not text:
        return []
    blanks = {
        "campaign_name": sender.campaign_name,
        "issuer_name": sender.issuer_name,
        "merchant_name": getattr(facts, "merchant_name", None) or "",
        "contact": sender.contact,
    }
    lines = [one_line(_filled(line, blanks)) for line in text.splitlines()]
    return [Paragraph("\n".join(lines))]


def _filled(line: str, blanks: dict[str, str]) -> str:
    """Return the line with its blanks filled once: no blank fills another's."""

    def fill(found: re.Match[str]) -> str:
        return _BRACES.get(found[0]) or blanks.get(found[1], found[0])

    return _BLANK.sub(fill, line)
