"""Doors for events: an event's effect and its inbox row commit together, then ack.

A fault that passes by itself (the database is away) is waited out, the message not
yet acknowledged. Any other failure parks the message, in plain sight of an operator.
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

import eventlet
import structlog
from kombu import Queue
from nameko.exceptions import ContainerBeingKilled
from nameko.extensions import Entrypoint
from sqlalchemy import Table
from sqlalchemy.orm import Session

from machiken.bus import names
from machiken.bus.consumers import SafeQueueConsumer, acknowledge, reject, where
from machiken.contracts.events import Event, Happened
from machiken.contracts.wire import from_wire
from machiken.faults import will_pass
from machiken.ids import EventId
from machiken.inbox import first_time
from machiken.metrics import EVENTS_HEARD

log = structlog.get_logger()

Heed = TypeVar("Heed", bound=Event)

REST_S_MAX = 5.0


@dataclass(frozen=True, slots=True)
class Heard(Generic[Heed]):
    """An event that arrived for the first time."""

    event: Heed
    event_id: EventId
    occurred_at: datetime


class EventDoor(Entrypoint):
    """nameko's side of one event that a service listens for."""

    queue_consumer = SafeQueueConsumer()

    def __init__(self, kind: type[Event], **kwargs: Any) -> None:
        """Remember which event; `bind` makes a copy by these arguments."""
        self._kind = kind
        super().__init__(**kwargs)

    def setup(self) -> None:
        """Listen on this listener's own queue, which the topology has declared."""
        self.queue = Queue(
            names.event_queue(
                self._kind.service,
                self._kind.name,
                self.container.service_name,
                self.method_name,
            ),
            no_declare=True,
        )
        self.queue_consumer.register_provider(self)

    def stop(self) -> None:
        """Take no more events; those that are being handled are waited for."""
        self.queue_consumer.unregister_provider(self)

    def handle_message(self, body: Any, message: Any) -> None:
        """Deal with the event in a worker of its own."""
        try:
            self.container.spawn_worker(
                self,
                (body, message),
                {},
                handle_result=lambda _context, result, exc_info: (result, exc_info),
            )
        except ContainerBeingKilled:
            log.info("bus.event_left", **where(message))


def hears(
    kind: type[Heed], *, inbox: Table
) -> Callable[
    [Callable[[Any, Session, Heard[Heed]], None]], Callable[[Any, Any, Any], None]
]:
    """Make a method the listener to an event: it takes (tx, heard).

    It runs in a transaction on the service's `db` that also holds the inbox row, so a
    repeat of the event has no effect.
    """

    def decorate(
        method: Callable[[Any, Session, Heard[Heed]], None],
    ) -> Callable[[Any, Any, Any], None]:
        @functools.wraps(method)
        def door(service: Any, body: Any, message: Any) -> None:
            listener = f"{service.name}.{method.__name__}"

            def handle() -> str:
                heard = _heard(kind, body)
                with service.db.begin() as tx:
                    if not first_time(tx, inbox, heard.event_id, listener):
                        return "repeated"
                    method(service, tx, heard)
                return "ok"

            _deal_with(handle, kind.name, message)

        door.hears = kind  # type: ignore[attr-defined] # for the tables of the bus
        marked: Callable[[Any, Any, Any], None] = EventDoor.decorator(kind)(door)
        return marked

    return decorate


def _deal_with(handle: Callable[[], str], event: str, message: Any) -> None:
    try:
        outcome = _with_patience(handle, message)
    except Exception:
        log.exception("bus.event_parked", event_name=event, **where(message))
        reject(message)
        outcome = "parked"
    else:
        acknowledge(message)
    EVENTS_HEARD.labels(event=event, outcome=outcome).inc()


def _with_patience(handle: Callable[[], str], message: Any) -> str:
    rest_s = 0.1
    while True:
        try:
            return handle()
        except Exception as error:
            if not will_pass(error) or not message.channel.connection:
                raise
            log.warning("bus.event_waits", kind=type(error).__name__, rest_s=rest_s)
        eventlet.sleep(rest_s)
        rest_s = min(rest_s * 2, REST_S_MAX)


def _heard(kind: type[Heed], body: Any) -> Heard[Heed]:
    happened = from_wire(Happened, body)
    if (happened.name, happened.version) != (kind.name, kind.version):
        raise ValueError(f"this is no {kind.name} of version {kind.version}")
    event = from_wire(kind, happened.body)
    return Heard(event, happened.event_id, happened.occurred_at)
