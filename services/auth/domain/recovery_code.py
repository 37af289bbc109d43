"""予備コード: the way in for who lost the phone; each is good once.

80 random bits need no slow hash and no key: who reads the digest can't find them.
"""

import base64
import secrets
import unicodedata
from typing import Final

from services.auth.domain import browser_secret

GIVEN: Final = 8
_BYTES: Final = 10
_GROUP: Final = 4


def new_ones() -> list[str]:
    """Return as many codes as somebody is given, as he is shown them: in groups."""
    return [_grouped(_new()) for _ in range(GIVEN)]


def digest(typed: str) -> bytes:
    """Return what is kept of a code, however its letters were typed."""
    plain = unicodedata.normalize("NFKC", typed).upper()
    return browser_secret.digest("".join(each for each in plain if each.isalnum()))


def _new() -> str:
    return base64.b32encode(secrets.token_bytes(_BYTES)).decode()


def _grouped(code: str) -> str:
    return "-".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))
