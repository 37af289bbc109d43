"""Watches eventlet's hub from a real thread: what stalls it stalls every call.

A stall is logged; a hub that stands still for long will not recover, its calls are
already lost to their callers, and the supervisor starts the process anew.
"""

import os
import time
from typing import Final

import eventlet
import structlog
from eventlet.patcher import original

log = structlog.get_logger()

BEAT_S: Final = 0.05
TOLD_S: Final = 0.2
STANDSTILL_S: Final = 20.0


class Watchdog:
    """Beats in the hub, and listens for the beat outside of it."""

    def __init__(self, *, standstill_s: float = STANDSTILL_S) -> None:
        """Remember how long a standstill is borne."""
        self._standstill_s = standstill_s
        self._beat_at = time.monotonic()

    def start(self) -> None:
        """Beat and listen for as long as the process lives."""
        eventlet.spawn(self._beat)
        thread = original("threading").Thread(target=self._listen, daemon=True)
        thread.start()

    def _beat(self) -> None:
        while True:
            now = time.monotonic()
            late_s = now - self._beat_at - BEAT_S
            if late_s > TOLD_S:
                log.warning("hub.stalled", stalled_s=round(late_s, 3))
            self._beat_at = now
            eventlet.sleep(BEAT_S)

    def _listen(self) -> None:
        real_sleep = original("time").sleep
        while True:
            real_sleep(1.0)
            if time.monotonic() - self._beat_at > self._standstill_s:
                os.write(2, b'{"event": "hub.standstill", "level": "critical"}\n')
                os._exit(70)
