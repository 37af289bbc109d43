"""One service process: its container, its health, its watchdog, its end."""

import gc
from dataclasses import dataclass, field
from typing import Any

import structlog
from nameko.containers import ServiceContainer
from nameko.messaging import QueueConsumer

from machiken import clock, health, logs
from machiken.bus import frames
from machiken.bus.watchdog import Watchdog
from machiken.database import connect
from machiken.settings import Environment, Secret, read

log = structlog.get_logger()

WORKERS_MAX = 8
"""Calls at once, and messages taken from each queue ahead of time: few, so that a
process that dies leaves few others to be delivered again."""
HEARTBEAT_S = 20
YOUNG_OBJECTS_MAX = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """The settings that every service's doors need."""

    machiken_env: Environment
    database_url: str = field(repr=False)  # both hold a password
    amqp_url: str = field(repr=False)
    actor_public_keys: dict[str, Secret]
    health_address: str
    proof_minutes: int = 10
    """How long a typed password is good for what asks for it."""
    log_level: str = "info"


class Running:
    """A service that runs until it is told to stop, or dies."""

    def __init__(self, container: ServiceContainer) -> None:
        """Keep the container."""
        self._container = container

    def send(self) -> None:
        """Stop: take nothing new, finish what runs."""
        log.info("service.stopping")
        self._container.stop()

    def wait_stopped(self) -> None:
        """Return once the service has stopped. Raises what killed it."""
        self._container.wait()
        log.info("service.stopped")


def run(service: type[Any]) -> Running:
    """Start the service's doors and return at once."""
    common = read(Common)
    logs.configure(f"{service.name}-service", common.log_level)
    db = connect(common.database_url, pool_size=1)
    if common.machiken_env is Environment.PRODUCTION:
        with db.begin() as tx:
            clock.refuse_moved(tx)
    container = ServiceContainer(service, config=_config(common))
    Watchdog().start()
    checks = {"database": health.database(db), "bus": lambda: _consuming(container)}
    health.serve(common.health_address, checks)
    container.start()
    spare_the_collector()
    log.info("service.started", workers=container.max_workers)
    return Running(container)


def spare_the_collector() -> None:
    """Tell Python's collector that what was loaded until now stays for good.

    It would otherwise walk all of it again and again, for every few calls.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS_MAX, 20, 20)


def _config(common: Common) -> dict[str, Any]:
    return {
        "AMQP_URI": common.amqp_url,
        "DATABASE_URL": common.database_url,
        "ACTOR_PUBLIC_KEYS": common.actor_public_keys,
        "PROOF_S": common.proof_minutes * 60,
        "max_workers": WORKERS_MAX,
        "HEARTBEAT": HEARTBEAT_S,
        "ACCEPT": ["json"],
        "TRANSPORT_OPTIONS": {
            "frame_handler": frames.forgiving,
            "max_retries": 3,
            "interval_start": 1,
            "interval_step": 1,
            "interval_max": 3,
        },
    }


def _consuming(container: ServiceContainer) -> None:
    consumers = [
        each for each in container.subextensions if isinstance(each, QueueConsumer)
    ]
    if not all(each.consuming_since for each in consumers):
        raise health.Unhealthy("the broker does not deliver to this process")
