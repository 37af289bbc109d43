"""`machiken clock`: move the services' time for a rehearsal; production refuses."""

import re
from datetime import UTC, datetime, timedelta
from typing import Final

import click

from machiken.contracts.auth import verbs as auth
from machiken.contracts.notify import verbs as notify
from machiken.contracts.redemption import verbs as redemption
from machiken.contracts.settlement import verbs as settlement
from machiken.contracts.verification import ClockMovedBy, MoveClock
from machiken.town_time import TOWN_TIME
from services.gateway.cli.answering import Commands, as_json, show
from services.gateway.cli.operator import operator

_CLOCKS: Final = (
    auth.MOVE_CLOCK,
    redemption.MOVE_CLOCK,
    settlement.MOVE_CLOCK,
    notify.MOVE_CLOCK,
)
_SHIFT: Final = re.compile(r"(?P<sign>[+-])(?:(?P<days>\d+)d)?(?:(?P<hours>\d+)h)?")


@click.group(cls=Commands)
def clock() -> None:
    """Move time, for rehearsals."""


@clock.command("move")
@click.argument("to")
@as_json
def move(to: str, *, as_json: bool) -> None:
    """Move all clocks TO a moment in town (2026-06-24T10:00), +3d, +12h or real."""
    shift = shift_of(to, datetime.now(UTC))
    request = MoveClock(shift=shift)
    moved = {verb.service: operator().call(verb, request) for verb in _CLOCKS}
    show(moved, _lines(moved), to_machine=as_json)


def shift_of(text: str, now: datetime) -> timedelta:
    """Return how far the clocks must move. Raises `click.BadParameter`."""
    if text == "real":
        return timedelta()
    relative = _SHIFT.fullmatch(text)
    if relative and (relative["days"] or relative["hours"]):
        shift = timedelta(
            days=int(relative["days"] or 0), hours=int(relative["hours"] or 0)
        )
        return -shift if relative["sign"] == "-" else shift
    try:
        wanted = datetime.fromisoformat(text)
    except ValueError as error:
        raise click.BadParameter(f"{text!r} is no moment and no shift") from error
    here = wanted if wanted.tzinfo else wanted.replace(tzinfo=TOWN_TIME)
    return timedelta(seconds=round((here - now).total_seconds()))


def _lines(moved: dict[str, ClockMovedBy]) -> list[str]:
    return [f"{service}  {answer.shift}" for service, answer in moved.items()]
