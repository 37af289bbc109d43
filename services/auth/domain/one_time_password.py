"""The mailed number: 4 digits, 5 minutes, 3 tries, good for one sign-in (S-LOGIN-5).

Ten thousand numbers are few, so the number of guesses is what protects it: three for
each mail, and three mails a quarter of an hour that nobody answered.
"""

import hmac
import secrets
import unicodedata
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

DIGITS: Final = 4
LIFE: Final = timedelta(minutes=5)
TRIES_MAX: Final = 3
UNANSWERED_MAX: Final = 3
UNANSWERED_WITHIN: Final = timedelta(minutes=15)


def new() -> str:
    """Return a random number of 4 digits, zeros in front included."""
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"


def digest(key: bytes, sign_in_id: UUID, one_time_password: str) -> bytes:
    """Return what is kept of the number: worthless without the key and elsewhere."""
    typed = one_time_password.encode("utf-8", "surrogatepass")
    return hmac.digest(key, b"one-time password\0" + sign_in_id.bytes + typed, "sha256")


def is_right(kept: bytes, key: bytes, sign_in_id: UUID, typed: str) -> bool:
    """Return whether `typed` is the mailed number, wide digits and blanks allowed.

    Takes equally long however many digits are right.
    """
    plain = unicodedata.normalize("NFKC", typed).strip()
    return hmac.compare_digest(kept, digest(key, sign_in_id, plain))


def next_mail_at(unanswered: Sequence[datetime]) -> datetime | None:
    """Return from when on another number may be mailed, or None for now.

    `unanswered` are the moments of the last quarter of an hour's mails, oldest first,
    that led to no session.
    """
    if len(unanswered) < UNANSWERED_MAX:
        return None
    return unanswered[-UNANSWERED_MAX] + UNANSWERED_WITHIN
