"""From a letter's facts to its words."""

from dataclasses import fields, replace
from typing import Any, TypeVar

from services.notify.domain.facts import Facts
from services.notify.domain.languages import Language
from services.notify.domain.material import Material
from services.notify.domain.own_words import with_own_words
from services.notify.domain.prose import Prose, one_line
from services.notify.domain.texts import TEXTS

Typed = TypeVar("Typed", bound=Any)


def parts_of(material: Material[Facts]) -> list[Prose]:
    """Return the letter's words, whole in each of its languages.

    Raises `Unmailable` where something is lacking.
    """
    sender = harmless(material.sender) if material.sender else None
    safe = replace(material, facts=harmless(material.facts), sender=sender)
    return [_part(safe, language) for language in safe.languages]


def _part(material: Material[Facts], language: Language) -> Prose:
    prose = TEXTS[language][material.kind](material)
    return with_own_words(prose, material)


def harmless(typed: Typed) -> Typed:
    """Return the same, each text in it as one line without control characters."""
    texts = {
        field.name: one_line(value)
        for field in fields(typed)
        if type(value := getattr(typed, field.name)) is str
    }
    return replace(typed, **texts)
