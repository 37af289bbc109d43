"""How many messages nobody could deal with, asked of the broker now and then."""

import threading
import time
from typing import Final, cast

import structlog
from flask import current_app
from pika.exceptions import AMQPError

from machiken.bus import parked

log = structlog.get_logger()

FRESH_S: Final = 15.0
PATIENCE: Final = "socket_timeout=1&stack_timeout=1&connection_attempts=1"


class ParkedDepth:
    """The depth of the parked queue, remembered for some seconds."""

    def __init__(self, amqp_url: str) -> None:
        """Remember the broker; it is asked at first use."""
        self._url = f"{amqp_url}?{PATIENCE}"
        self._lock = threading.Lock()
        self._until = 0.0
        self._depth: int | None = None

    def value(self) -> int | None:
        """Return how many messages are parked, or None where it can't be known."""
        with self._lock:
            if time.monotonic() >= self._until:
                self._depth = self._asked()
                self._until = time.monotonic() + FRESH_S
            return self._depth

    def _asked(self) -> int | None:
        try:
            return parked.depth(self._url)
        except (AMQPError, OSError) as error:
            log.warning("gateway.parked_unknown", kind=type(error).__name__)
            return None


def parked_depth() -> int | None:
    """Return what the running application knows of parked messages."""
    return cast(ParkedDepth, current_app.extensions["parked_depth"]).value()
