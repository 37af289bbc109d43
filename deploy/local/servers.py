"""Starting the servers and knowing when each is really ready."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from deploy.local import health, postgresql, rabbitmq, redis_server
from deploy.local.ports import is_free
from deploy.local.site import Site
from deploy.local.supervision import Supervisor, wait_until

READY_TIMEOUT_S: Final = 90


def _epmd_is_ready(site: Site) -> bool:
    return not is_free(site.ports["epmd"])


PREPARE: Final[Mapping[str, Callable[[Site], None]]] = {
    "postgresql": postgresql.prepare,
    "rabbitmq": rabbitmq.prepare,
    "redis": redis_server.prepare,
}
READY: Final[Mapping[str, Callable[[Site], bool]]] = {
    "epmd": _epmd_is_ready,
    "postgresql": postgresql.is_ready,
    "rabbitmq": rabbitmq.is_ready,
    "redis": redis_server.is_ready,
}


def begin(site: Site, supervisor: Supervisor, name: str) -> None:
    """Start a server if it is ours and return when it is ready."""
    if site.owns(name):
        if name in PREPARE and not READY[name](site):
            PREPARE[name](site)
        supervisor.start([name])
    if name == "epmd" and not site.owns(name):
        return
    wait_until(partial(READY[name], site), READY_TIMEOUT_S, f"{name} being ready")


def is_well(site: Site, name: str, urls: Mapping[str, str]) -> bool:
    """Return whether a server is ready, or a process says that it is healthy."""
    if name in READY:
        return READY[name](site)
    return health.is_healthy(health_url(name, urls))


def health_url(process: str, urls: Mapping[str, str]) -> str:
    """Return where a process says how it is."""
    return urls[f"HEALTH_{process.replace('-', '_').upper()}"]
