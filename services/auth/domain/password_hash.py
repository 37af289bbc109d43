"""What is kept of a password, and whether a typed one is the same.

Tens of milliseconds of work and 19 MiB of memory each, on purpose; a door calls these
outside of transactions and off the event loop.
"""

import secrets
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from argon2.low_level import Type

# OWASP's setting for argon2id with the least memory; parameters travel in the hash, so
# that they can grow without a migration.
_HASHER: Final = PasswordHasher(
    time_cost=2, memory_cost=19 * 1024, parallelism=1, type=Type.ID
)
_TYPED_CHARS_MAX: Final = 128


def hash_of(password: str) -> str:
    """Return an argon2id hash of the password, with a salt of its own."""
    return _HASHER.hash(_bytes(password))


NOBODYS_HASH: Final = _HASHER.hash(secrets.token_urlsafe())
"""Verified where there is no account, so that it takes as long as where there is."""


def is_right(kept: str, password: str) -> bool:
    """Return whether `password` is the one that `kept` was made of."""
    # Nobody's password is that long; the work of hashing it is spared, not the time.
    typed = password if len(password) <= _TYPED_CHARS_MAX else ""
    try:
        return _HASHER.verify(kept, _bytes(typed))
    except VerifyMismatchError:
        return False


def _bytes(password: str) -> bytes:
    # JSON can carry half a character; it is no password, but no fault of ours either.
    return password.encode("utf-8", "surrogatepass")
