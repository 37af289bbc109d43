"""Runs the tally as `python -m machiken.bus` runs a service of the town.

With TALLY_DIES_BEFORE_ACK set, the process ends between an event's effect and its
acknowledgement, as a power cut would have it.
"""

import os
import warnings

os.environ["PSYCOPG_WAIT_FUNC"] = "wait_selector"
warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")

import eventlet  # noqa: E402 - after the two settings above

eventlet.monkey_patch()

import signal  # noqa: E402 - after the patch

from machiken.bus import hearing  # noqa: E402
from machiken.bus.process import run  # noqa: E402
from tests.bus.tally.service import TallyService  # noqa: E402


def _die(message: object) -> None:
    del message
    os.kill(os.getpid(), signal.SIGKILL)


if os.environ.get("TALLY_DIES_BEFORE_ACK"):
    vars(hearing)["acknowledge"] = _die

service = run(TallyService)
signal.signal(signal.SIGTERM, lambda *_: eventlet.spawn(service.send))
service.wait_stopped()
