"""Sends answers back, without confirms: a lost answer is a timeout to its caller.

The caller asks again by the same id, so waiting here for the broker's confirmation
would only slow every call down.
"""

import json
from typing import Any

import structlog
from eventlet.semaphore import Semaphore
from kombu import Connection
from nameko.extensions import SharedExtension

from machiken.bus import names
from machiken.bus.consumers import where

log = structlog.get_logger()

PATIENCE_S = 3


class Replier(SharedExtension):
    """One connection for all answers of a process; greenlets take turns on it."""

    def __init__(self) -> None:
        """Connect on first use."""
        self._turn = Semaphore()
        self._connection: Any = None
        self._channel: Any = None

    def reply(self, message: Any, answer: dict[str, Any]) -> None:
        """Send `answer` to whoever sent `message`; give up after a second try."""
        body = json.dumps({"result": answer, "error": None}).encode()
        with self._turn:
            for attempt in (1, 2):
                try:
                    self._publish(message, body)
                except self._errors() as error:
                    self._disconnect()
                    log.warning(
                        "bus.reply_failed",
                        attempt=attempt,
                        kind=type(error).__name__,
                        **where(message),
                    )
                else:
                    return

    def stop(self) -> None:
        """Close the connection with the service."""
        self._disconnect()

    def _publish(self, message: Any, body: bytes) -> None:
        if self._channel is None:
            self._connect()
        reply = self._channel.prepare_message(
            body,
            content_type="application/json",
            content_encoding="utf-8",
            properties={
                "correlation_id": message.properties.get("correlation_id"),
                "delivery_mode": 1,
            },
        )
        self._channel.basic_publish(
            reply,
            exchange=names.REPLIES,
            routing_key=message.properties["reply_to"],
        )

    def _connect(self) -> None:
        self._connection = Connection(
            self.container.config["AMQP_URI"],
            connect_timeout=PATIENCE_S,
            heartbeat=0,
            transport_options={
                "read_timeout": PATIENCE_S,
                "write_timeout": PATIENCE_S,
            },
        )
        # kombu's own way of connecting would wait 2 s and try a second time.
        self._connection.ensure_connection(
            max_retries=0, reraise_as_library_errors=False
        )
        self._channel = self._connection.channel()

    def _disconnect(self) -> None:
        connection, self._connection, self._channel = self._connection, None, None
        if connection is not None:
            connection.collect(socket_timeout=0.5)

    def _errors(self) -> tuple[type[Exception], ...]:
        if self._connection is None:
            return (OSError,)
        errors: tuple[type[Exception], ...] = (
            OSError,
            *self._connection.connection_errors,
            *self._connection.channel_errors,
        )
        return errors
