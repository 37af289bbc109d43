"""Ports on the loopback: the preferred one when free, else the next, and remembered."""

import json
import socket
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Final

from deploy.local import files

PREFERRED: Final = {
    "gateway": 8080,
    "mailbox": 8025,
    "mailbox-smtp": 8026,
    "postgresql": 8054,
    "rabbitmq": 8056,
    "rabbitmq-management": 8057,
    "rabbitmq-distribution": 8058,
    "epmd": 8059,
    "redis": 8063,
}
HEALTH_FIRST: Final = 8100
PORT_MAX: Final = 32_000  # above this the kernel gives ports to outgoing connections


def assign(
    kept: Path,
    names: Sequence[str],
    *,
    ours: bool,
    offset: int = 0,
    others: AbstractSet[int] = frozenset(),
) -> dict[str, int]:
    """Return a port for each name, none of `others`, and remember them in `kept`.

    `ours` says that our own supervisor is running, so that a remembered port is
    taken by us. Otherwise whoever listens there is a stranger, whose broker or
    database must not be mistaken for ours: the next free port is taken instead.
    """
    remembered: dict[str, int] = json.loads(kept.read_text()) if kept.exists() else {}
    assigned: dict[str, int] = {}
    if ours:
        assigned = {name: remembered[name] for name in names if name in remembered}
    reserved = {*others, *assigned.values()}
    for name in names:
        if name not in assigned:
            wanted = remembered.get(name) or _preferred(name, names) + offset
            assigned[name] = _next_free(wanted, reserved)
            reserved.add(assigned[name])
    if assigned != remembered:
        files.write(kept, json.dumps(assigned, indent=1))
    return assigned


def is_free(port: int) -> bool:
    """Return whether we could listen on this loopback port now."""
    with socket.socket() as probe:
        # As the servers do: connections of an earlier run in TIME_WAIT are no owner.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _preferred(name: str, names: Sequence[str]) -> int:
    others = [other for other in names if other not in PREFERRED]
    by_name: Mapping[str, int] = {
        **PREFERRED,
        **{other: HEALTH_FIRST + index for index, other in enumerate(others)},
    }
    return by_name[name]


def _next_free(wanted: int, reserved: set[int]) -> int:
    for port in range(wanted, PORT_MAX):
        if port not in reserved and is_free(port):
            return port
    raise SystemExit(f"No free port between {wanted} and {PORT_MAX} on 127.0.0.1.")
