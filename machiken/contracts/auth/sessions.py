"""One's own sessions: staying signed in, seeing where, and ending them elsewhere."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from machiken.contracts.auth.sign_in import EndedSession, Site


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallSession:
    """Open a session by the token of a browser that stays signed in."""

    site: Site
    remember_token: str
    address: str
    user_agent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionsQuery:
    """Ask where one is signed in."""

    session_secret: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionLine:
    """One place where somebody is signed in."""

    session_id: UUID
    """Of the session, or of the family where the browser stays signed in."""
    site: Site
    opened_at: datetime
    last_seen_at: datetime
    address: str
    stays: bool
    is_this_one: bool
    device: str = ""
    """What a person calls it: 「Android の Chrome」; empty where nobody knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionsView:
    """Where somebody is signed in, the latest first."""

    lines: tuple[SessionLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EndSessions:
    """End one's own session (or family) of this id; anybody else's does not exist."""

    session_id: UUID
    address: str = ""
    user_agent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionsEnded:
    """It is over, whether or not there was one."""

    ended: tuple[EndedSession, ...]
