"""Notify: letters belong to nobody whom one could be a stranger to."""

from datetime import timedelta

from machiken.contracts.notify import LettersQuery, verbs
from machiken.contracts.verbs import Ping
from machiken.contracts.verification import MoveClock
from tests.access.row import Row, answers

ROWS = (
    Row(verb=verbs.PING, ask=lambda _: Ping(), said=answers),
    Row(
        verb=verbs.MOVE_CLOCK,
        ask=lambda _: MoveClock(shift=timedelta()),
        said=answers,
    ),
    Row(verb=verbs.LETTERS, ask=lambda _: LettersQuery(), said=answers),
)
