"""The mailed code by which a forgotten password is replaced: 50 bits, 15 minutes.

Typed from a mail on a phone: capitals and digits without those that look alike, in two
groups of five; however it is typed, small letters and blanks are understood.
"""

import hmac
import secrets
import unicodedata
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

LIFE: Final = timedelta(minutes=15)
TRIES_MAX: Final = 5
BEGUN_MAX: Final = 3
BEGUN_WITHIN: Final = timedelta(minutes=15)

_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CHARS: Final = 10
_LOOK_ALIKE: Final = str.maketrans("OIL", "011")


def new() -> str:
    """Return a random code: A7K2Q-9XM4T."""
    code = "".join(secrets.choice(_ALPHABET) for _ in range(_CHARS))
    return f"{code[: _CHARS // 2]}-{code[_CHARS // 2 :]}"


def digest(key: bytes, reset_id: UUID, typed: str) -> bytes:
    """Return what is kept of a code: worthless without the key and elsewhere."""
    return hmac.digest(key, b"reset code\0" + reset_id.bytes + _plain(typed), "sha256")


def is_right(kept: bytes, key: bytes, reset_id: UUID, typed: str) -> bool:
    """Return whether `typed` is the mailed code."""
    return hmac.compare_digest(kept, digest(key, reset_id, typed))


def next_at(begun: Sequence[datetime]) -> datetime | None:
    """Return from when on another reset may be begun, or None for now.

    `begun` are the moments of the last quarter of an hour's, oldest first.
    """
    return begun[-BEGUN_MAX] + BEGUN_WITHIN if len(begun) >= BEGUN_MAX else None


def _plain(typed: str) -> bytes:
    wide = unicodedata.normalize("NFKC", typed).upper()
    code = "".join(each for each in wide if each.isalnum()).translate(_LOOK_ALIKE)
    return code.encode("utf-8", "surrogatepass")
