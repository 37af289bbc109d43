"""Names as banks write them: narrow kana, or a refusal that says what is in the way.

What has one narrow form is narrowed; what a person would have to decide is refused:
kanji, 株式会社 (its place decides between カ) and (カ), the middle dot, commas. Small
kana become large and the long mark a hyphen, as the banks' rules have it; ヲ stands in
no name.
"""

import unicodedata
from typing import Final

SYMBOLS: Final = frozenset("().- ")
_LETTERS: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
_SMALL: Final = str.maketrans("ァィゥェォャュョッヮ", "アイウエオヤユヨツワ")
_LONG: Final = "ー"
_DAKUTEN: Final = "\uff9e"
_HANDAKUTEN: Final = "\uff9f"


def _narrow_forms() -> dict[str, str]:
    """Return each full-width kana with its narrow form, ガ as two."""
    forms = {}
    for narrow in map(chr, range(0xFF71, 0xFF9E)):
        wide = unicodedata.normalize("NFKC", narrow)
        forms[wide] = narrow
        for mark in (_DAKUTEN, _HANDAKUTEN):
            voiced = unicodedata.normalize("NFKC", narrow + mark)
            if len(voiced) == 1:
                forms[voiced] = narrow + mark
    return forms


_NARROW: Final = _narrow_forms()


class NotNarrow(Exception):  # noqa: N818 - says what was found
    """A character has no narrow form that nobody has to choose."""

    def __init__(self, character: str) -> None:
        """Keep which one it is."""
        super().__init__(character)
        self.character = character


def narrowed(typed: str) -> str:
    """Return the name in narrow kana, one byte each in CP932. Raises `NotNarrow`."""
    wide = unicodedata.normalize("NFC", "".join(map(_wide, typed)))
    return "".join(map(_narrow, wide.strip().upper().translate(_SMALL)))


def _wide(character: str) -> str:
    """Return full-width and narrow forms as one; nothing that would be a guess."""
    straight = unicodedata.normalize("NFKC", character)
    # ㈱ would become (株), a fraction three signs: a person has to write those out.
    if len(straight) != 1 and character not in {_DAKUTEN, _HANDAKUTEN}:
        raise NotNarrow(character)
    if "ぁ" <= straight <= "ゖ":
        return chr(ord(straight) + 0x60)
    return straight


def _narrow(character: str) -> str:
    if character in _LETTERS or character in SYMBOLS:
        return character
    if character == _LONG:
        return "-"
    narrow = _NARROW.get(character)
    if narrow is None:
        raise NotNarrow(character)
    return narrow
