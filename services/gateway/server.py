"""The server's threads: each request knows how long it had to wait for one.

When many threads wait for a service that is away, others queue behind them. What they
have waited is taken off the time that their page may take.
"""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

_here = threading.local()


def queued_s() -> float:
    """Return how long this thread's request waited for it; 0 on any other server."""
    waited_s: float = getattr(_here, "queued_s", 0.0)
    return waited_s


class Worker(ThreadWorker):  # type: ignore[misc] # gunicorn ships no types
    """gunicorn's worker with threads, on a pool of our own."""

    def get_thread_pool(self) -> ThreadPoolExecutor:
        """Return the pool; this is the method that gunicorn means to be overridden."""
        return Pool(max_workers=self.cfg.threads)


class Pool(ThreadPoolExecutor):
    """A pool whose work knows how long it has waited for a thread."""

    def submit(
        self, work: Callable[..., Any], /, *args: Any, **kwargs: Any
    ) -> Future[Any]:
        """Have the work done by the next free thread."""
        submitted_at = time.monotonic()

        def begun() -> Any:
            _here.queued_s = time.monotonic() - submitted_at
            return work(*args, **kwargs)

        return super().submit(begun)
