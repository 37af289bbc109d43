"""The broker as its administrator sees it: queues, how full they are, and a pen."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote, urlsplit

import pika
import requests

from deploy.local.stack import Stack
from machiken.bus import names

PATIENCE_S: Final = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message, and where it goes; to the empty exchange, by its queue's name."""

    exchange: str = ""
    routing_key: str
    body: bytes
    properties: pika.BasicProperties


class Broker:
    """RabbitMQ's management interface, and a connection that may write anywhere."""

    def __init__(self, stack: Stack) -> None:
        """Know where it is."""
        parts = urlsplit(stack.urls["RABBITMQ_MANAGEMENT_URL"])
        self._api = f"http://{parts.hostname}:{parts.port}/api"
        self._administrator = (parts.username or "", parts.password or "")
        self._amqp = stack.environment("topology")["AMQP_ADMIN_URL"]

    def queues(self) -> list[str]:
        """Return the queues that outlive their users: all but those of answers."""
        found: list[dict[str, Any]] = self._ask("GET", f"queues/{names.VHOST}").json()
        return sorted(each["name"] for each in found if each["durable"])

    def purge(self, queue: str) -> None:
        """Throw away what waits in a queue."""
        self._ask("DELETE", f"queues/{names.VHOST}/{quote(queue, safe='')}/contents")

    def depth(self, queue: str) -> int:
        """Return how many messages wait in a queue, by the broker's own count."""
        with self._connected() as connection:
            declared = connection.channel().queue_declare(queue, passive=True)
            return int(declared.method.message_count)

    def depths(self) -> dict[str, int]:
        """Return how many messages wait in each queue that is not empty."""
        with self._connected() as connection:
            channel = connection.channel()
            counts = {
                queue: channel.queue_declare(queue, passive=True).method.message_count
                for queue in self.queues()
            }
        return {queue: int(count) for queue, count in counts.items() if count}

    def put(self, messages: Iterable[Message]) -> None:
        """Publish messages; each reached a queue for sure."""
        with self._connected() as connection:
            channel = connection.channel()
            channel.confirm_delivery()
            for each in messages:
                channel.basic_publish(
                    each.exchange,
                    each.routing_key,
                    each.body,
                    each.properties,
                    mandatory=True,
                )

    def _connected(self) -> pika.BlockingConnection:
        return pika.BlockingConnection(pika.URLParameters(self._amqp))

    def _ask(self, method: str, path: str) -> requests.Response:
        with requests.Session() as session:
            session.trust_env = False
            answer = session.request(
                method,
                f"{self._api}/{path}",
                auth=self._administrator,
                timeout=PATIENCE_S,
            )
        answer.raise_for_status()
        return answer
