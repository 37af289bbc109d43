"""Which passwords a thief would try first: common ones, and the shop's own words."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

_LIST: Final = Path(__file__).with_name("common_passwords.txt")
_WORD_CHARS_MIN: Final = 3
_DISGUISES: Final = str.maketrans("0134578@$", "oleastbas")
"""How people write letters: p@55w0rd."""
_ORNAMENT: Final = re.compile(r"^[^a-z]+|[^a-z]+$")
_LATIN_WORD: Final = re.compile(r"[a-z]{4,}")


def is_common(password: str) -> bool:
    """Return whether the password is known, as it is, disguised or with ornaments.

    「P@ssword2026#」 is 「password」 to whoever guesses.
    """
    plain = password.casefold()
    return any(form in _common() for form in _forms(plain))


def contains(password: str, words: Iterable[str]) -> bool:
    """Return whether the password has one of the words in it, disguised or not."""
    plain = password.casefold()
    forms = (plain, plain.translate(_DISGUISES))
    told = {word.casefold() for word in words}
    return any(
        word in form for word in told if len(word) >= _WORD_CHARS_MIN for form in forms
    )


def latin_words(name: str) -> tuple[str, ...]:
    """Return the words of a name that can stand in a password."""
    return tuple(_LATIN_WORD.findall(name.casefold()))


def _forms(plain: str) -> tuple[str, ...]:
    bare = _ORNAMENT.sub("", plain)
    open_hearted = plain.translate(_DISGUISES)
    return plain, bare, open_hearted, _ORNAMENT.sub("", bare.translate(_DISGUISES))


@cache
def _common() -> frozenset[str]:
    lines = _LIST.read_text(encoding="ascii").splitlines()
    return frozenset(line for line in lines if not line.startswith("# "))
