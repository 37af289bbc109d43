"""Parked messages: what nobody could deal with, for an operator to look at.

List, show, replay or discard, by pika and outside eventlet. Looking takes messages
off the queue and puts them back, so two operators should not do it at once.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pika
from pika.adapters.blocking_connection import BlockingChannel

from machiken.bus import names

SHOWN_MAX = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkedMessage:
    """One parked message; `key` names it as long as it is parked."""

    key: str
    queue: str
    reason: str
    parked_at: str
    content_type: str
    size_bytes: int
    body: bytes


def listed(amqp_url: str) -> list[ParkedMessage]:
    """Return the parked messages, oldest first; they stay parked."""
    # Closing the channel gives every message back to the queue.
    with _channel(amqp_url) as channel:
        return [message for _, message in _taken(channel)]


def replay(amqp_url: str, key: str) -> bool:
    """Put a message back into the queue it came from; return whether it was found.

    Raises pika's `UnroutableError` where that queue is gone; the message stays parked.
    """

    def put_back(channel: BlockingChannel, message: ParkedMessage) -> None:
        channel.confirm_delivery()
        channel.basic_publish(
            exchange="",
            routing_key=message.queue,
            body=message.body,
            properties=pika.BasicProperties(
                content_type=message.content_type, delivery_mode=2
            ),
            mandatory=True,
        )

    return _one(amqp_url, key, put_back)


def discard(amqp_url: str, key: str) -> bool:
    """Throw a message away for good; return whether it was found."""
    return _one(amqp_url, key, lambda *_: None)


def depth(amqp_url: str) -> int:
    """Return how many messages are parked."""
    with _channel(amqp_url) as channel:
        queue = channel.queue_declare(names.PARKED, passive=True)
        return int(queue.method.message_count)


def _one(
    amqp_url: str, key: str, deal: Callable[[BlockingChannel, ParkedMessage], None]
) -> bool:
    with _channel(amqp_url) as channel:
        for tag, message in _taken(channel):
            if message.key == key:
                deal(channel, message)
                channel.basic_ack(tag)
                return True
    return False


def _taken(channel: BlockingChannel) -> Iterator[tuple[int, ParkedMessage]]:
    for _ in range(SHOWN_MAX):
        method, properties, body = channel.basic_get(names.PARKED)
        if method is None:
            return
        yield method.delivery_tag, _message(properties, body)


def _message(properties: pika.BasicProperties, body: bytes) -> ParkedMessage:
    death: dict[str, Any] = ((properties.headers or {}).get("x-death") or [{}])[0]
    queue = str(death.get("queue", ""))
    parked_at = str(death.get("time", ""))
    key = hashlib.sha256(f"{queue} {parked_at} ".encode() + body).hexdigest()[:12]
    return ParkedMessage(
        key=key,
        queue=queue,
        reason=str(death.get("reason", "")),
        parked_at=parked_at,
        content_type=properties.content_type or "",
        size_bytes=len(body),
        body=body,
    )


def event_of(message: ParkedMessage) -> dict[str, Any]:
    """Return an event's head (id, name, version, moment), as far as it can be read."""
    try:
        happened = json.loads(message.body)
    except ValueError:
        return {}
    if not isinstance(happened, dict):
        return {}
    heads = ("event_id", "name", "version", "occurred_at")
    return {head: happened[head] for head in heads if head in happened}


@contextmanager
def _channel(amqp_url: str) -> Iterator[BlockingChannel]:
    connection = pika.BlockingConnection(pika.URLParameters(amqp_url))
    try:
        yield connection.channel()
    finally:
        connection.close()
