"""Move this service's time, for a rehearsal."""

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.bus import NotAllowed
from machiken.contracts.verification import ClockMovedBy, MoveClock
from machiken.settings import Environment


def move_clock(
    tx: Session, request: MoveClock, environment: Environment
) -> ClockMovedBy:
    """Shift the time. Raises `NotAllowed` in production, where time is real."""
    if environment is Environment.PRODUCTION:
        raise NotAllowed
    clock.move(tx, request.shift)
    return ClockMovedBy(shift=request.shift)
