"""The typefaces of all that is printed: BIZ UD Gothic, made to be read by everyone.

Names of people and shops have characters that it lacks, as 𠮷: those are drawn in IPAmj
Mincho, made for the names in family registers.
"""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

TEXT: Final = "BIZUDPGothic-Regular"
BOLD: Final = "BIZUDPGothic-Bold"
CODE: Final = "BIZUDGothic-Regular"
"""All letters are equally wide, so that groups of a code stand below each other."""

RARE: Final = "ipamjm"
GETA: Final = "〓"
"""What stands for a character that no typeface has, as in the CSV."""

_BEYOND: Final = re.compile(r"<([0-9A-F]{5,6})>")
_PACKAGES: Final = {RARE: "fonts-ipamj-mincho"}
_PACKAGE: Final = "fonts-morisawa-bizud-gothic"
_FOLDERS: Final = (
    Path("/usr/share/fonts/truetype/bizud-gothic"),
    Path("/usr/local/share/fonts"),
    Path("/usr/share/fonts"),
)


class FontMissing(Exception):  # noqa: N818 - says what is missing
    """A typeface of the printed papers is not installed."""


class Readable(TTFont):
    """A typeface whose characters beyond 16 bits can be read back from a PDF.

    reportlab tells their numbers as they are; a PDF wants them in UTF-16.
    """

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - reportlab's name
        """Add the typeface's objects to the document."""
        super().addObjects(doc)
        for name, stream in doc.idToObject.items():
            if name.startswith("toUnicodeCMap:"):
                stream.content = _BEYOND.sub(_in_utf_16, stream.content)


def _in_utf_16(found: re.Match[str]) -> str:
    return f"<{chr(int(found[1], 16)).encode('utf-16-be').hex().upper()}>"


def register_fonts(folders: Sequence[Path] = _FOLDERS) -> None:
    """Make the typefaces known to reportlab. Raises `FontMissing`."""
    for name in (TEXT, BOLD, CODE):
        _register(name, folders)


def runs(text: str, typeface: str) -> Iterator[tuple[str, str]]:
    """Yield the text in pieces, each with the typeface that has all of its characters.

    The common one must be registered; the rare one is, where it is needed. Raises
    `FontMissing`.
    """
    for found, letters in groupby(text, key=partial(_face_of, typeface)):
        piece = "".join(letters)
        yield (found, piece) if found else (typeface, GETA * len(piece))


def _face_of(typeface: str, character: str) -> str | None:
    if _has(typeface, character):
        return typeface
    _register(RARE, _FOLDERS)  # big, and seldom needed
    return RARE if _has(RARE, character) else None


def _has(typeface: str, character: str) -> bool:
    font: Any = pdfmetrics.getFont(typeface)
    return ord(character) in font.face.charToGlyph


def _register(name: str, folders: Sequence[Path]) -> None:
    if name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(Readable(name, find_font(name, folders)))


def find_font(name: str, folders: Sequence[Path] = _FOLDERS) -> Path:
    """Return the file of the typeface `name`. Raises `FontMissing`."""
    for folder in folders:
        for path in sorted(folder.rglob(f"{name}.ttf")):
            return path
    searched = ", ".join(str(folder) for folder in folders)
    package = _PACKAGES.get(name, _PACKAGE)
    raise FontMissing(
        f"{name}.ttf is not in {searched}: install the Debian package {package}"
    )
