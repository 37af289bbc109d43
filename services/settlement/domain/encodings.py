"""Text as bytes, for software that knows CP932 only and for software that does not.

What CP932 lacks becomes 〓 (the printer's sign for a missing type) and is counted, so
that the file is complete and its reader knows that something is missing.
"""

from functools import lru_cache
from typing import Final, assert_never

from machiken.contracts.settlement import ExportEncoding

MISSING: Final = "〓"

# CP932 has these two only under their other code points.
_TWINS: Final = str.maketrans({"\u2014": "\u2015", "\u00a5": "\\"})


def opening(encoding: ExportEncoding) -> bytes:
    """Return the bytes before the first character: a byte order mark, or none."""
    match encoding:
        case ExportEncoding.UTF_8:
            return b"\xef\xbb\xbf"
        case ExportEncoding.CP932:
            return b""
        case _:
            assert_never(encoding)


def encoded(text: str, encoding: ExportEncoding) -> tuple[bytes, int]:
    """Return the text as bytes, and how many characters the encoding lacked."""
    match encoding:
        case ExportEncoding.UTF_8:
            return text.encode(), 0
        case ExportEncoding.CP932:
            return _as_cp932(_with_twins(text))
        case _:
            assert_never(encoding)


def reencoded(lines: bytes, encoding: ExportEncoding) -> tuple[bytes, int]:
    """Return UTF-8 text in its file's encoding, and how many characters that lacked."""
    match encoding:
        case ExportEncoding.UTF_8:
            return lines, 0
        case ExportEncoding.CP932:
            return encoded(lines.decode(), encoding)
        case _:
            assert_never(encoding)


def _as_cp932(text: str) -> tuple[bytes, int]:
    try:
        return text.encode("cp932"), 0  # as almost every text can be
    except UnicodeEncodeError:
        return _with_signs(text)


def _with_signs(text: str) -> tuple[bytes, int]:
    lacking = {each for each in set(text) if not _in_cp932(each)}
    replaced = sum(text.count(each) for each in lacking)
    table = str.maketrans(dict.fromkeys(lacking, MISSING))
    return text.translate(table).encode("cp932"), replaced


def _with_twins(text: str) -> str:
    if any(each in text for each in "\u2014\u00a5"):
        return text.translate(_TWINS)
    return text


@lru_cache(maxsize=16384)
def _in_cp932(character: str) -> bool:
    try:
        character.encode("cp932")
    except UnicodeEncodeError:
        return False
    return True
