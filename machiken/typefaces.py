"""The typefaces of all that is printed: BIZ UD Gothic, made to be read by everyone."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

TEXT: Final = "BIZUDPGothic-Regular"
BOLD: Final = "BIZUDPGothic-Bold"
CODE: Final = "BIZUDGothic-Regular"
"""All letters are equally wide, so that groups of a code stand below each other."""

_PACKAGE: Final = "fonts-morisawa-bizud-gothic"
_FOLDERS: Final = (
    Path("/usr/share/fonts/truetype/bizud-gothic"),
    Path("/usr/local/share/fonts"),
    Path("/usr/share/fonts"),
)


class FontMissing(Exception):  # noqa: N818 - says what is missing
    """A typeface of the printed papers is not installed."""


def register_fonts(folders: Sequence[Path] = _FOLDERS) -> None:
    """Make the typefaces known to reportlab. Raises `FontMissing`."""
    registered = pdfmetrics.getRegisteredFontNames()
    for name in (TEXT, BOLD, CODE):
        if name not in registered:
            pdfmetrics.registerFont(TTFont(name, find_font(name, folders)))


def find_font(name: str, folders: Sequence[Path] = _FOLDERS) -> Path:
    """Return the file of the typeface `name`. Raises `FontMissing`."""
    for folder in folders:
        for path in sorted(folder.rglob(f"{name}.ttf")):
            return path
    searched = ", ".join(str(folder) for folder in folders)
    raise FontMissing(
        f"{name}.ttf is not in {searched}: install the Debian package {_PACKAGE}"
    )
