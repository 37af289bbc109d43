"""The stage: the operator's calls, the moved clock, the pages and the mailbox."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day
from typing import Any, Final, Protocol, TypeVar

from deploy.demo.mails import Mailbox
from deploy.rehearsal.stuck import Stuck
from machiken.contracts.auth import verbs as auth
from machiken.contracts.notify import verbs as notify
from machiken.contracts.redemption import verbs as redemption
from machiken.contracts.settlement import verbs as settlement
from machiken.contracts.verbs import Verb
from machiken.contracts.verification import MoveClock
from machiken.town_time import TOWN_TIME

CLOCKS: Final = (
    auth.MOVE_CLOCK,
    redemption.MOVE_CLOCK,
    settlement.MOVE_CLOCK,
    notify.MOVE_CLOCK,
)
PATIENCE_S: Final = 60.0
LOOK_EVERY_S: Final = 0.2

Request = TypeVar("Request")
Answer = TypeVar("Answer")


class Caller(Protocol):
    """Calls services in the operator's name."""

    def __call__(self, verb: Verb[Request, Answer], request: Request) -> Answer:
        """Return the answer, or raise the refusal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Where it is played, and who listens."""

    call: Caller
    shop_url: str
    office_url: str
    mailbox: Mailbox
    tell: Callable[..., None]
    """Told a line of the story by its key, and what fills it in."""
    step: Callable[[], None]
    """Told that one more of the chapters is over."""

    def go_to(self, day: date, hour: int, minute: int = 0) -> None:
        """Let it be this moment in town, for all services."""
        wanted = datetime.combine(day, time_of_day(hour, minute), TOWN_TIME)
        shift = timedelta(seconds=round((wanted - datetime.now(UTC)).total_seconds()))
        for verb in CLOCKS:
            self.call(verb, MoveClock(shift=shift))

    def wait(self, what: str, found: Callable[[], Any]) -> Any:
        """Return what `found` finds, once it does. Raises `Stuck`."""
        until = time.monotonic() + PATIENCE_S
        while True:
            something = found()
            if something:
                return something
            if time.monotonic() > until:
                raise Stuck(what)
            time.sleep(LOOK_EVERY_S)
