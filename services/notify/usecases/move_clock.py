"""Move the service's time, for a rehearsal."""

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.bus import NotAllowed
from machiken.contracts.verification import ClockMovedBy, MoveClock
from machiken.settings import Environment


def move_clock(
    tx: Session, request: MoveClock, environment: Environment
) -> ClockMovedBy:
    """Return the shift that is now in force. Raises `NotAllowed` in production."""
    if environment is Environment.PRODUCTION:
        raise NotAllowed
    clock.move(tx, request.shift)
    return ClockMovedBy(shift=request.shift)
