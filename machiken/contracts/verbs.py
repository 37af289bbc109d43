"""Verbs: the calls that services answer, each with who may make it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from machiken.contracts.actor import EVERYBODY, Role

Request = TypeVar("Request")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb(Generic[Request, Answer]):
    """One call over the bus: whose it is, what it takes and gives, who may make it.

    `takes_s_max` is how long a caller waits: after it the outcome is unknown,
    never failed. A verb not listed here does not exist; a role not in `roles` is
    refused by the service itself.
    """

    service: str
    name: str
    request: type[Request]
    answer: type[Answer]
    roles: frozenset[Role]
    takes_s_max: float = 5.0
    proven: bool = False
    """Whether the caller's password must have been typed a short while ago."""
    before_change: bool = False
    """Whether who has an initial password still may call it (S-PW-3)."""

    known: ClassVar[dict[tuple[str, str], "Verb[object, object]"]] = {}

    def __post_init__(self) -> None:
        """Register the verb; its name must be new within its service."""
        key = (self.service, self.name)
        assert key not in Verb.known, f"two verbs are called {key}"
        assert self.roles, f"{key} could be called by nobody"
        Verb.known[key] = self  # type: ignore[assignment] # the table is untyped


@dataclass(frozen=True, slots=True, kw_only=True)
class Ping:
    """Ask whether the service is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pong:
    """Yes: the broker, a worker and the database answered."""

    service: str
    rehearses: bool = False
    """Whether this installation's time may be moved: never where money is real."""
    unsent: int = 0
    """Events that are written but not yet sent to the other services."""


def ping(service: str) -> Verb[Ping, Pong]:
    """Return the verb by which anybody asks whether a service is there."""
    return Verb(
        service=service,
        name="ping",
        request=Ping,
        answer=Pong,
        roles=EVERYBODY,
        takes_s_max=2.0,
    )


def verbs_of(service: str) -> Iterator["Verb[object, object]"]:
    """Return the verbs of one service, in the order of their declaration."""
    return (verb for (owner, _), verb in Verb.known.items() if owner == service)
