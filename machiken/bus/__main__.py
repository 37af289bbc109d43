"""Runs a service's doors: `python -m machiken.bus redemption`.

The order of the first lines matters: psycopg chooses how it waits when it is first
imported, and eventlet must patch the standard library before anybody uses it.
"""

import os
import warnings

os.environ["PSYCOPG_WAIT_FUNC"] = "wait_selector"
# Known and weighed: docs/adr says why eventlet, and what would replace it.
warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")

import eventlet  # noqa: E402 - after the two settings above

eventlet.monkey_patch()

import importlib  # noqa: E402 - after the patch
import signal  # noqa: E402
import sys  # noqa: E402

from machiken.bus.process import run  # noqa: E402


def main(name: str) -> None:
    """Run the service called `name` until SIGTERM."""
    module = importlib.import_module(f"services.{name}.service")
    stop = run(getattr(module, f"{name.capitalize()}Service"))
    signal.signal(signal.SIGTERM, lambda *_: eventlet.spawn(stop.send))
    signal.signal(signal.SIGINT, lambda *_: eventlet.spawn(stop.send))
    stop.wait_stopped()


if __name__ == "__main__":
    main(sys.argv[1])
