"""What the tally takes, gives and announces."""

from dataclasses import dataclass
from typing import ClassVar

from machiken.contracts.actor import EVERYBODY, OPERATOR
from machiken.contracts.verbs import Verb, ping

SERVICE = "tally"


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """Leave a mark with this word, after so long."""

    word: str
    after_s: float = 0.0
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The word, how many marks carry it, and who called."""

    word: str
    times: int
    caller: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rang:
    """A bell rang; whoever hears it leaves a mark, in the way that is asked for."""

    service: ClassVar[str] = SERVICE
    name: ClassVar[str] = "rang"
    version: ClassVar[int] = 1
    word: str
    how: str = "well"
    after_s: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sang:
    """Somebody sang; no service listens, a test binds a queue if it wants to."""

    service: ClassVar[str] = SERVICE
    name: ClassVar[str] = "sang"
    version: ClassVar[int] = 1
    word: str


def _verb(name: str) -> Verb[Say, Said]:
    return Verb(
        service=SERVICE,
        name=name,
        request=Say,
        answer=Said,
        roles=OPERATOR if name == "say_to_operator" else EVERYBODY,
    )


PING = ping(SERVICE)
PING_NOBODY = ping("nobody")
"""A service that does not exist."""
SAY = _verb("say")
"""Leaves its mark and answers."""
REFUSE = _verb("refuse")
"""Leaves its mark, then a rule says no: the mark is gone again."""
FAIL = _verb("fail")
"""Leaves its mark, then meets a fault that carries the word."""
STUMBLE = _verb("stumble")
"""Loses its database in the first two tries."""
FALL = _verb("fall")
"""Loses its database in every try."""
STALL = _verb("stall")
"""Keeps the whole process from working for so long."""
SAY_TO_OPERATOR = _verb("say_to_operator")
"""Answers to the operator only."""

for _known in [key for key in Verb.known if key[0] in {SERVICE, "nobody"}]:
    del Verb.known[_known]  # the table of verbs is the town's, not the tests'
