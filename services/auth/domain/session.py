"""How long a session lasts: 30 minutes unused, 12 hours in all."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

IDLE: Final = timedelta(minutes=30)
LIFE: Final = timedelta(hours=12)
SEEN_EVERY: Final = timedelta(minutes=1)
"""How often it is written down that a session is in use.

Not at every call: a till makes many, and each would be a write. It makes the idle limit
lie between 29 and 30 minutes.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """When a session was last seen, and when it ends."""

    last_seen_at: datetime
    expires_at: datetime
    ended_at: datetime | None

    @property
    def ends_at(self) -> datetime:
        """When it is over unless it is used before."""
        return min(self.last_seen_at + IDLE, self.expires_at)

    def is_over(self, at: datetime) -> bool:
        """Return whether nobody may use the session any more."""
        return self.ended_at is not None or at >= self.ends_at

    def is_due(self, at: datetime) -> bool:
        """Return whether it is time to write down that the session is in use."""
        return at - self.last_seen_at >= SEEN_EVERY
