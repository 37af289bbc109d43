"""What a PDF draws, as PDFium reads it, and what its fonts have, as fontconfig does."""

import ctypes
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

NAME_MAX = 100
HIGH = range(0xD800, 0xDC00)
LOW = range(0xDC00, 0xE000)


def empty_boxes(pdf: bytes, fonts: dict[str, Path]) -> set[str]:
    """Return the characters that are drawn by a font which has no shape for them.

    `fonts` are the files by the names that the PDF knows them by.
    """
    return {
        character
        for font, character in drawn(pdf)
        if ord(character) not in shapes(fonts[font])
    }


def drawn(pdf: bytes) -> Iterator[tuple[str, str]]:
    """Yield each character of the PDF with its font's name, but for blanks."""
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage()
        units = [raw.FPDFText_GetUnicode(text, at) for at in range(text.count_chars())]
        for place, unit in enumerate(units):
            if unit in LOW:  # told with its high half
                continue
            pair = units[place : place + (2 if unit in HIGH else 1)]
            told = b"".join(each.to_bytes(2, "little") for each in pair)
            character = told.decode("utf-16-le")
            if character.strip():
                yield _font(text, place), character


@cache
def shapes(font: Path) -> set[int]:
    """Return the numbers of all characters that the font has a shape for."""
    asked = ["fc-query", "-f", "%{charset}\n", str(font)]
    told = subprocess.run(asked, capture_output=True, text=True, check=True)  # noqa: S603
    found: set[int] = set()
    for span in told.stdout.split():
        first, _, last = span.partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return found


def _font(text: pypdfium2.PdfTextPage, place: int) -> str:
    name = ctypes.create_string_buffer(NAME_MAX)
    raw.FPDFText_GetFontInfo(text, place, name, NAME_MAX, None)
    return name.value.decode().rpartition("+")[2]
