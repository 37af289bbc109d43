"""Proving one's password once more, before what can't be undone."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ProveAgain:
    """Prove one's password in a session that is open already."""

    session_secret: str
    password: str
    address: str
    user_agent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofGiven:
    """It was right; tokens that are signed from now on say so."""

    proven_at: datetime
    session_secret: str = ""
    """The session's new one; the one before opens nothing from now on."""
