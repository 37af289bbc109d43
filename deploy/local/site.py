"""Where a local stack lives and what it is given: folder, profile, ports, secrets."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from deploy import keys
from deploy.local import files

CLONE = Path(__file__).resolve().parents[2]

POSTGRES_URL = "MACHIKEN_POSTGRES_URL"
RABBITMQ_URL = "MACHIKEN_RABBITMQ_URL"
MANAGEMENT_URL = "MACHIKEN_RABBITMQ_MANAGEMENT_URL"
REDIS_URL = "MACHIKEN_REDIS_URL"


class Profile(StrEnum):
    """What the stack is for; it decides the environment's name and durability."""

    DEMO = "demo"
    TEST = "test"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One local stack's fixed facts, the same for each run from one folder."""

    root: Path
    profile: Profile
    durable: bool
    ports: Mapping[str, int]
    keys: Mapping[str, str]
    given: Mapping[str, str]  # administrators' URLs of servers that we don't run

    def owns(self, server: str) -> bool:
        """Return whether we run this server ourselves."""
        return {
            "postgresql": POSTGRES_URL,
            "rabbitmq": RABBITMQ_URL,
            "epmd": RABBITMQ_URL,
            "redis": REDIS_URL,
        }[server] not in self.given

    def address(self, port_name: str) -> str:
        """Return the loopback address of one of our ports."""
        return f"127.0.0.1:{self.ports[port_name]}"

    @property
    def postgres_url(self) -> str:
        """The administrator's URL of the database server."""
        return self.given.get(POSTGRES_URL) or (
            f"postgresql://machiken_admin:{self.keys['POSTGRES_PASSWORD']}"
            f"@{self.address('postgresql')}/postgres"
        )

    @property
    def management_url(self) -> str:
        """The administrator's URL of the broker's management API."""
        return self.given.get(MANAGEMENT_URL) or (
            f"http://machiken_admin:{self.keys['RABBITMQ_PASSWORD']}"
            f"@{self.address('rabbitmq-management')}"
        )

    @property
    def rabbitmq_url(self) -> str:
        """The administrator's URL of the broker, without a virtual host."""
        return self.given.get(RABBITMQ_URL, "").rstrip("/") or (
            f"amqp://machiken_admin:{self.keys['RABBITMQ_PASSWORD']}"
            f"@{self.address('rabbitmq')}"
        )

    @property
    def redis_url(self) -> str:
        """The URL of the gateway's Redis."""
        return self.given.get(REDIS_URL) or (
            f"redis://:{self.keys['REDIS_PASSWORD']}@{self.address('redis')}/0"
        )


def given_servers() -> dict[str, str]:
    """Return the servers that the environment names, refusing half of a broker."""
    names = (POSTGRES_URL, RABBITMQ_URL, MANAGEMENT_URL, REDIS_URL)
    given = {name: os.environ[name] for name in names if os.environ.get(name)}
    if (RABBITMQ_URL in given) != (MANAGEMENT_URL in given):
        raise SystemExit(f"Give both {RABBITMQ_URL} and {MANAGEMENT_URL}, or neither.")
    return given


def kept_secrets(root: Path) -> dict[str, str]:
    """Return this root's secrets, made on first use and kept for ever."""
    kept = root / "secrets.json"
    known = json.loads(kept.read_text()) if kept.exists() else {}
    complete = keys.complete(known)
    if complete != known:
        write_secrets(root, complete)
    return complete


def write_secrets(root: Path, secrets: Mapping[str, str]) -> None:
    """Keep these secrets for this root from now on."""
    files.write(root / "secrets.json", json.dumps(secrets, indent=1))
