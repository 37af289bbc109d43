"""The chain over the ledger: each link's hash holds the hash before it.

Whoever changes, removes or slips in a journal breaks the chain at that place, and
can't mend it without changing every later link, which a hash noted elsewhere shows.
"""

import hashlib
from collections.abc import Iterable
from typing import Final, NamedTuple

GENESIS: Final = bytes(32)
"""What the first link follows."""


class Link(NamedTuple):
    """One journal's place in the chain."""

    position: int
    journal_id: int
    sha256: bytes


class Checked(NamedTuple):
    """A link beside what its journal says now."""

    link: Link
    digest: bytes | None
    """SHA-256 of the journal and its entries; None where there is no such journal."""


ORIGIN: Final = Link(0, 0, GENESIS)


def following(before: Link, journal_id: int, digest: bytes) -> Link:
    """Return the link of the next journal, whose content has this digest."""
    return Link(before.position + 1, journal_id, _hash(before.sha256, digest))


def first_break(checked: Iterable[Checked]) -> str | None:
    """Return what is wrong at the first bad link, in words, or None."""
    before = ORIGIN
    for link, digest in checked:
        if link.position != before.position + 1:
            return f"link {before.position + 1} of the chain is missing"
        if digest is None:
            return f"journal {link.journal_id}: removed after it was sealed"
        if link.sha256 != _hash(before.sha256, digest):
            return (
                f"journal {link.journal_id}: differs from what was sealed"
                f" in link {link.position} of the chain"
            )
        before = link
    return None


def _hash(before: bytes, digest: bytes) -> bytes:
    return hashlib.sha256(before + digest).digest()
