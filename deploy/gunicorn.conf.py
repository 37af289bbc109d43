"""How gunicorn serves the gateway, everywhere.

Threads suit it: a request waits for one RPC and computes next to nothing.
"""

# ruff: noqa: N999 - the name by which gunicorn's users look for it
import os
import tempfile
from pathlib import Path
from typing import Any

# The metrics of all workers meet in one folder, which the client library looks for
# when it is first imported: so this comes before that.
if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="machiken-")

from gunicorn.http import wsgi
from prometheus_client import multiprocess

bind = os.environ["BIND"]
# Half of the cores: the services, the database and the broker need the others, and a
# worker more than there is work for costs each request.
workers = int(os.environ.get("GATEWAY_WORKERS", max(1, (os.cpu_count() or 1) // 2)))
worker_class = "services.gateway.server.Worker"  # gthread, knowing who queued
threads = int(os.environ.get("GATEWAY_THREADS", "16"))
worker_connections = 512
backlog = 256

# No request takes over 8 seconds; a worker that is silent for 30 is stuck.
timeout = 30
graceful_timeout = 10
keepalive = 5

limit_request_line = 4094
limit_request_fields = 64
limit_request_field_size = 8190
# Only what a proxy of ours says about the client is believed, by the application.
forwarded_allow_ips = ""

# The heartbeat file must not wait for a disk.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - mkstemp
control_socket_disable = True
accesslog = None  # the application logs each request, without personal data
errorlog = "-"
loglevel = os.environ.get("LOG_LEVEL", "info")

# There is no setting for it; a visitor need not know what serves the page.
wsgi.SERVER = "web"


def on_starting(_server: Any) -> None:
    """Begin with empty metrics: those of an earlier run would count twice."""
    folder = Path(os.environ["PROMETHEUS_MULTIPROC_DIR"])
    folder.mkdir(parents=True, exist_ok=True)
    for file in folder.glob("*.db"):
        file.unlink(missing_ok=True)


def child_exit(_server: Any, worker: Any) -> None:
    """Forget the gauges of a worker that has ended."""
    multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call] # theirs
