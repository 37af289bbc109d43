"""Texts of several lines that people type: straightened, or found unfit."""

import re
import unicodedata
from typing import Final

_LINE_END: Final = re.compile(r"\r\n?|\u2028|\u2029|\x85")
# Controls, and invisible formats, which can turn a line's direction.
_UNFIT: Final = frozenset({"Cc", "Cf", "Cs", "Co"})


def straightened(text: str) -> str:
    """Return the text in NFC, its lines ended alike, nothing around it."""
    return unicodedata.normalize("NFC", _LINE_END.sub("\n", text)).strip()


def is_plain(text: str, chars_max: int) -> bool:
    """Return whether a straightened text has words, no more than so many characters."""
    fits = 0 < len(text) <= chars_max
    return fits and not any(
        unicodedata.category(each) in _UNFIT for each in text if each != "\n"
    )
