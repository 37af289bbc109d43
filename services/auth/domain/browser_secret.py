"""What a browser keeps to be known again, and what we keep of it.

256 random bits need no salt and no slow hash: who reads the digest can't find them.
"""

import hashlib
import secrets
from typing import Final

_BYTES: Final = 32


def new() -> str:
    """Return a new secret of 256 random bits."""
    return secrets.token_urlsafe(_BYTES)


def digest(secret: str) -> bytes:
    """Return what is kept of a secret, or of what somebody claims to be one."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()
