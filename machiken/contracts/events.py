"""Events: facts in the past tense, complete enough that nobody calls back to ask."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Protocol

from machiken.contracts.wire import Wire
from machiken.ids import EventId


class Event(Protocol):
    """A fact that other services may listen for.

    `service` is the owner, `name` the routing key, `version` grows when the meaning
    changes; a new optional field needs no new version.
    """

    service: ClassVar[str]
    name: ClassVar[str]
    version: ClassVar[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """An event as it travels: what, when, and an id by which repeats are known."""

    event_id: EventId
    name: str
    version: int
    occurred_at: datetime
    body: Wire


def exchange_of(service: str) -> str:
    """Return the exchange on which a service announces its events."""
    return f"{service}.events"
