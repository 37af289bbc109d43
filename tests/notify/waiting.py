"""What a day does to letters: hours pass, and workers deliver."""

from datetime import UTC, datetime, timedelta

from machiken import clock
from services.notify.usecases.deliver import Desk, deliver
from services.notify.usecases.show_letters import show_letters


def later(desk: Desk, by: timedelta = timedelta(hours=1)) -> None:
    """Let an hour pass, or as told, so that every rest is over."""
    with desk.db.begin() as tx:
        shift = clock.now(tx) - datetime.now(UTC) + by
        clock.move(tx, shift)


def deliver_all(desk: Desk) -> None:
    """Deliver until nothing is due."""
    while deliver(desk, urgent=True) or deliver(desk, urgent=False):
        pass


def waiting(desk: Desk) -> int:
    """Return how many letters wait."""
    with desk.db.begin() as tx:
        return show_letters(tx).waiting
