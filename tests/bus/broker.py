"""The tests' broker: the town's own shape, and beside it the tally's."""

import json
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import pika
import requests
from pika.adapters.blocking_connection import BlockingChannel

from deploy.local import rabbitmq
from deploy.local.environment import bus_url
from deploy.local.stack import Stack
from deploy.local.supervision import wait_until
from machiken.bus import names, topology
from machiken.contracts.wire import to_wire
from machiken.settings import read
from tests.bus.tally.contracts import SERVICE, Rang

CALLS = names.calls_queue(SERVICE)
RANG = names.event_queue(SERVICE, Rang.name, SERVICE, "on_rang")
EVENTS = names.events_exchange(SERVICE)
PASSWORD = "tally-s-password"


class Broker:
    """The broker as its administrator sees it."""

    def __init__(self, stack: Stack) -> None:
        """Know where it is."""
        self.stack = stack
        site = stack.site
        self.admin_url = f"{site.rabbitmq_url}/{names.VHOST}"
        server = site.rabbitmq_url.rpartition("@")[2]
        self.tally_url = f"amqp://{SERVICE}:{PASSWORD}@{server}/{names.VHOST}"
        self.management = topology.Management(site.management_url)

    def url(self, user: str) -> str:
        """Return the broker's URL for one of its users."""
        return bus_url(self.stack.site, user)

    def shape(self) -> None:
        """Apply the town's topology, then add the tally's own."""
        topology.apply(read(topology.Settings, self.stack.environment("topology")))
        body = {"password": PASSWORD, "tags": ""}
        self.management.put(f"users/{SERVICE}", body)
        self.management.put(
            f"permissions/{names.VHOST}/{SERVICE}",
            {
                "configure": "^$",
                "write": f"^({EVENTS}|{names.REPLIES})$",
                "read": f"^({CALLS}|{RANG})$",
            },
        )
        with self.channel() as channel:
            channel.exchange_declare(EVENTS, "topic", durable=True)
            for queue, kind, exchange, key in (
                (CALLS, "classic", names.CALLS, f"{SERVICE}.*"),
                (RANG, "quorum", EVENTS, Rang.name),
            ):
                arguments = {"x-queue-type": kind}
                channel.queue_declare(queue, durable=True, arguments=arguments)
                channel.queue_bind(queue, exchange, key)

    @contextmanager
    def channel(self) -> Iterator[BlockingChannel]:
        """Open a channel as the administrator."""
        connection = pika.BlockingConnection(pika.URLParameters(self.admin_url))
        try:
            yield connection.channel()
        finally:
            connection.close()

    def publish(
        self, exchange: str, key: str | bytes, body: bytes, **properties: Any
    ) -> None:
        """Send a message, confirmed and routed, with the properties as given."""
        with self.channel() as channel:
            channel.confirm_delivery()
            described = pika.BasicProperties(**properties)
            channel.basic_publish(exchange, key, body, described, mandatory=True)

    def ring(self, event: Rang, *, event_id: str | None = None) -> str:
        """Announce that the bell rang; return the event's id."""
        known = event_id or str(uuid4())
        happened = {
            "event_id": known,
            "name": event.name,
            "version": event.version,
            "occurred_at": "2026-08-01T00:00:00Z",
            "body": to_wire(event),
        }
        body = json.dumps(happened).encode()
        self.publish(EVENTS, event.name, body, content_type="application/json")
        return known

    def call(self, verb: str, body: bytes, **more: Any) -> None:
        """Send a call, as good or as bad as it is given."""
        described: dict[str, Any] = {
            "content_type": "application/json",
            "reply_to": "reply-nobody",
            "correlation_id": "1",
            "headers": {"nameko.deadline": int(time.time()) + 6},
            **more,
        }
        known = {name: value for name, value in described.items() if value is not None}
        self.publish(names.CALLS, f"{SERVICE}.{verb}", body, **known)

    def depth(self, queue: str) -> int:
        """Return how many messages of a queue wait for somebody to take them."""
        with self.channel() as channel:
            declared = channel.queue_declare(queue, passive=True)
            return int(declared.method.message_count)

    def purge(self) -> None:
        """Empty the tally's queues and the parked one."""
        with self.channel() as channel:
            for queue in (CALLS, RANG, names.PARKED):
                channel.queue_purge(queue)

    def wait_parked(self, count: int) -> None:
        """Return once so many messages are parked."""
        wait_until(lambda: self.depth(names.PARKED) == count, 10, f"{count} parked")

    def unacknowledged(self, queue: str) -> int:
        """Return how many messages are being dealt with; a few seconds old."""
        found = self.management.get(f"queues/{names.VHOST}/{queue}")
        return int(found.get("messages_unacknowledged", 0))

    def disconnect(self, user: str) -> int:
        """Close the connections of a user that the broker lists; return how many."""
        found = [
            connection["name"]
            for connection in self.management.get("connections")
            if connection.get("user") == user
        ]
        for name in found:
            site = self.stack.site
            answer = requests.delete(
                f"{site.management_url}/api/connections/{quote(name)}",
                timeout=10,
                proxies={"http": ""},
            )
            assert answer.status_code in {204, 404}, answer.text  # or it has just left
        return len(found)

    def control(self, *arguments: str) -> None:
        """Run rabbitmqctl on the broker."""
        subprocess.run(  # noqa: S603 - our own command
            ["/usr/lib/rabbitmq/bin/rabbitmqctl", *arguments],
            env={
                "PATH": "/usr/local/bin:/usr/bin:/bin",
                "LANG": "C.UTF-8",
                **rabbitmq.environment(self.stack.site),
            },
            check=True,
            capture_output=True,
            timeout=60,
        )
