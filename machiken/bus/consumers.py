"""nameko's queue consumer, hardened: no message can stop a service.

nameko acknowledges what it can't decode (a loss), and dies where a reply can't be
sent or a channel is gone. Here a bad message is rejected, which parks it.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import structlog
from nameko.messaging import QueueConsumer

log = structlog.get_logger()

RETRY_S: Final = 1.0


class SafeQueueConsumer(QueueConsumer):
    """Consumes a service's queues; knows whether it does so right now."""

    consuming_since: float | None = None

    @contextmanager
    def establish_connection(self) -> Iterator[Any]:
        """Connect, however often that takes.

        kombu's own pauses grow to half a minute, by which an outage would outlast the
        broker's.
        """
        with self.create_connection() as connection:
            connection.ensure_connection(
                self.on_connection_error,
                interval_start=RETRY_S,
                interval_step=0,
                interval_max=RETRY_S,
            )
            yield connection

    def on_decode_error(self, message: Any, exc: Exception) -> None:
        """Park what is no JSON; kombu's own way would acknowledge and lose it."""
        log.warning("bus.undecodable", kind=type(exc).__name__, **where(message))
        reject(message)

    def on_consume_ready(
        self, connection: Any, channel: Any, consumers: Any, **kwargs: Any
    ) -> None:
        """Note that the broker delivers to us from now on."""
        super().on_consume_ready(connection, channel, consumers, **kwargs)
        self.consuming_since = time.monotonic()
        log.info("bus.consuming", queues=len(list(consumers)))

    def on_connection_error(self, exc: Exception, interval: float) -> None:
        """Note that the broker is away; kombu tries again in `interval` seconds."""
        self.consuming_since = None
        log.warning("bus.broker_away", kind=type(exc).__name__, retry_s=interval)

    def on_connection_revived(self) -> None:
        """Note that a new connection is being made."""
        self.consuming_since = None


def acknowledge(message: Any) -> None:
    """Tell the broker that the message is dealt with, if it still listens."""
    _tell(message.ack, message)


def reject(message: Any) -> None:
    """Have the broker park the message, if it still listens."""
    _tell(message.reject, message)


def where(message: Any) -> dict[str, str]:
    """Return what a log may say of a message: its way, never its content."""
    info = message.delivery_info or {}
    return {
        "exchange": str(info.get("exchange", "")),
        "routing_key": str(info.get("routing_key", "")),
    }


def _tell(verdict: Any, message: Any) -> None:
    # Without its connection the message is the broker's again, and comes back.
    connection = message.channel and message.channel.connection
    if not connection:
        return
    try:
        verdict()
    except connection.connection_errors as error:
        log.warning("bus.verdict_unsaid", kind=type(error).__name__, **where(message))
