"""How the mailbox misbehaves when a fault test asks it to."""

import threading
from dataclasses import dataclass
from enum import StrEnum


class Mode(StrEnum):
    """What happens to the mails that come."""

    OK = "ok"  # kept and answered
    SLOW = "slow"  # kept and answered after `seconds`
    REFUSE = "refuse"  # answered with `code`, not kept
    DROP = "drop"  # the connection ends without an answer, not kept
    LOSE_ANSWER = "lose_answer"  # kept, and the connection ends without an answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Behaviour:
    """One way to treat mails, for the next `times` of them or for good."""

    mode: Mode = Mode.OK
    seconds: float = 10.0
    code: int = 451
    times: int | None = None


class Conduct:
    """The behaviour in force, changed over HTTP and asked by the SMTP side."""

    def __init__(self) -> None:
        """Begin well-behaved."""
        self._lock = threading.Lock()
        self._now = Behaviour()
        self._left: int | None = None

    @property
    def now(self) -> Behaviour:
        """The behaviour in force."""
        with self._lock:
            return self._now

    def change(self, behaviour: Behaviour) -> None:
        """Treat the mails that come from now on this way."""
        with self._lock:
            self._now, self._left = behaviour, behaviour.times

    def for_next(self) -> Behaviour:
        """Return how to treat one mail, and count it."""
        with self._lock:
            current = self._now
            if self._left is not None:
                self._left -= 1
                if self._left <= 0:
                    self._now, self._left = Behaviour(), None
            return current
