"""Moving a service's time, for training and tests; production refuses."""

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.bus import NotAllowed
from machiken.contracts.verification import ClockMovedBy, MoveClock
from machiken.settings import Environment


def rehearses(environment: Environment) -> bool:
    """Return whether this installation's time may be moved."""
    return environment is not Environment.PRODUCTION


def move_clock(
    tx: Session, request: MoveClock, environment: Environment
) -> ClockMovedBy:
    """Shift this service's time and return the shift. Raises `NotAllowed`."""
    if not rehearses(environment):
        raise NotAllowed
    clock.move(tx, request.shift)
    return ClockMovedBy(shift=request.shift)
