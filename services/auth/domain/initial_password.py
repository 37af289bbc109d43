"""A person's first password: sealed for his mail, hashed for us, clear to nobody."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from machiken.confidential import Envelope, Sealed
from services.auth.domain import password, password_hash

LIFE: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class InitialPassword:
    """A password that only the reader of one mail will know."""

    sealed: Sealed
    hash: str


def invent(letters: Envelope) -> InitialPassword:
    """Return a new initial password. Slow, see `password_hash`."""
    clear = password.new_initial()
    return InitialPassword(
        sealed=letters.seal(clear), hash=password_hash.hash_of(clear)
    )
