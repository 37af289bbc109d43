"""The verbs of the notify service."""

from typing import Final

from machiken.contracts import verification
from machiken.contracts.actor import OFFICE, OPERATOR
from machiken.contracts.notify.letters import LettersQuery, LettersView
from machiken.contracts.verbs import Verb, ping

SERVICE: Final = "notify"

PING = ping(SERVICE)
MOVE_CLOCK = verification.move_clock(SERVICE)

LETTERS = Verb(
    service=SERVICE,
    name="letters",
    request=LettersQuery,
    answer=LettersView,
    roles=OPERATOR | OFFICE,
)
