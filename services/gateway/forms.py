"""Fields of forms, read strictly: one value each, of the kind and length expected.

People type full-width digits and stray spaces; those are straightened, nothing else.
"""

import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Final, Protocol
from uuid import UUID

from machiken.money import Yen
from services.gateway.refusals import (
    AmountUnreadable,
    DayUnreadable,
    FieldMissing,
    FieldTooLong,
    FormMalformed,
)

CHARS_MAX: Final = 200
AMOUNT_DIGITS_MAX: Final = 9
NUMBERS_MAX: Final = 1_000
DIGITS_MAX: Final = 18
_ROW: Final = 19
"""A row's number has fewer digits: the database counts no further."""


class Fields(Protocol):
    """The fields of a form or of an address, some perhaps sent more than once."""

    def getlist(self, key: str) -> Sequence[str]:
        """Return all the values that were sent under one name."""
        ...


def raw(fields: Fields, name: str) -> str:
    """Return a field exactly as typed, for passwords. Raises `FieldMissing`."""
    value = _single(fields, name)
    if not value:
        raise FieldMissing(field=name)
    return value


def optional(fields: Fields, name: str) -> str:
    """Return a field, straightened; empty when it is empty or was not sent."""
    return unicodedata.normalize("NFKC", _single(fields, name)).strip()


def text(fields: Fields, name: str) -> str:
    """Return a field that must be filled, straightened. Raises `FieldMissing`."""
    value = optional(fields, name)
    if not value:
        raise FieldMissing(field=name)
    return value


def lines(fields: Fields, name: str, *, chars_max: int, needed: bool = True) -> str:
    """Return a text of several lines, its lines ended alike. Raises `FieldMissing`.

    What it may hold is the service's to say; only its length is looked at here.
    """
    values = fields.getlist(name)
    if len(values) > 1:
        raise FormMalformed(field=name)
    typed = (values[0] if values else "").replace("\r\n", "\n").strip()
    if needed and not typed:
        raise FieldMissing(field=name)
    if len(typed) > chars_max:
        raise FieldTooLong(field=name)
    return typed


def yen(fields: Fields, name: str) -> Yen:
    """Return an amount, typed as 3000, 3,000, ３０００円 or ¥3,000."""
    typed = text(fields, name).removeprefix("¥").removesuffix("円")
    digits = typed.replace(",", "").strip()
    if not digits.isdecimal() or len(digits) > AMOUNT_DIGITS_MAX:
        raise AmountUnreadable(field=name)
    return Yen(int(digits))


def day(fields: Fields, name: str) -> date:
    """Return a day, as browsers write it (2026-06-24) or with slashes."""
    try:
        return date.fromisoformat(text(fields, name).replace("/", "-"))
    except ValueError as error:
        raise DayUnreadable(field=name) from error


def numbers(fields: Fields, name: str) -> list[int]:
    """Return the numbers of a field that a page of ours may send many times."""
    values = fields.getlist(name)
    fit = all(each.isascii() and each.isdecimal() for each in values)
    if not fit or len(values) > NUMBERS_MAX or any(len(v) > DIGITS_MAX for v in values):
        raise FormMalformed(field=name)
    return [int(each) for each in values]


def row(fields: Fields, name: str) -> int | None:
    """Return the number of a row where a page of ours names one, else None."""
    digits = optional(fields, name)
    if digits and not (digits.isascii() and digits.isdecimal() and len(digits) < _ROW):
        raise FormMalformed(field=name)
    return int(digits) if digits else None


def uuid(fields: Fields, name: str) -> UUID:
    """Return an id that a page of ours had put into its form."""
    try:
        return UUID(text(fields, name))
    except ValueError as error:
        raise FormMalformed(field=name) from error


def line(fields: Fields, name: str) -> str:
    """Return a name or a sentence as typed, full-width signs and all, in NFC.

    Raises `FieldMissing`.
    """
    value = unicodedata.normalize("NFC", _single(fields, name)).strip()
    if not value:
        raise FieldMissing(field=name)
    return value


def paragraph(fields: Fields, name: str, chars_max: int) -> str:
    """Return a text of several lines, its ends of lines as we write them.

    Signs that steer a machine are refused: the text goes into rules, not to a person.
    """
    text = lines(fields, name, chars_max=chars_max, needed=False)
    if any(unicodedata.category(each) == "Cc" and each != "\n" for each in text):
        raise FormMalformed(field=name)
    return text


def uuids(fields: Fields, name: str) -> list[UUID]:
    """Return all ids that were ticked under one name, each once, in their order."""
    try:
        return list(dict.fromkeys(UUID(each) for each in fields.getlist(name)))
    except ValueError as error:
        raise FormMalformed(field=name) from error


def number(fields: Fields, name: str) -> int | None:
    """Return a whole number from an address of ours, or None where there is none."""
    digits = optional(fields, name)
    if not digits:
        return None
    if not digits.isascii() or not digits.isdigit() or len(digits) > AMOUNT_DIGITS_MAX:
        raise FormMalformed(field=name)
    return int(digits)


def _single(fields: Fields, name: str) -> str:
    values = fields.getlist(name)
    if len(values) > 1:
        raise FormMalformed(field=name)
    value = values[0] if values else ""
    if len(value) > CHARS_MAX:
        raise FieldTooLong(field=name)
    if any(unicodedata.category(each) == "Cc" for each in value):
        raise FormMalformed(field=name)
    return value
