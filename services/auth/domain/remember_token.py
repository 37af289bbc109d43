"""「ログイン状態を保存」: a token of two parts that changes each time it is used.

The first part names a family, all the tokens that followed from one sign-in; the second
proves it and is good once. Whoever brings one that was used before has a copy, or is
the one it was copied from: the family ends, and whoever is honest signs in again.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from services.auth.domain import browser_secret

LIFE: Final = timedelta(days=30)
GRACE: Final = timedelta(seconds=30)
"""Two pages opened at once bring the same token; the later one is no thief."""


class Verdict(StrEnum):
    """What a token turns out to be."""

    CURRENT = "current"
    JUST_USED = "just_used"
    COPIED = "copied"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proofs:
    """The digests of a family's present and last proof, and when they changed."""

    present: bytes
    last: bytes | None
    rotated_at: datetime


def text_of(family_id: UUID, proof: str) -> str:
    """Return the token as the browser keeps it."""
    return f"{family_id.hex}.{proof}"


def read(text: str) -> tuple[UUID, bytes] | None:
    """Return the family and the digest of the proof, or None for no token at all."""
    family, _, proof = text.partition(".")
    try:
        return UUID(hex=family), browser_secret.digest(proof)
    except ValueError:
        return None


def judge(proofs: Proofs, digest: bytes, at: datetime) -> Verdict:
    """Return what the token with this digest is."""
    if digest == proofs.present:
        return Verdict.CURRENT
    if digest == proofs.last and at - proofs.rotated_at <= GRACE:
        return Verdict.JUST_USED
    return Verdict.COPIED
