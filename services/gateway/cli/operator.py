"""The operator: whose key signs the calls of the command line, and over which broker.

The environment says both. In a clone whose local stack runs, it is found where the
stack has put it, so that `machiken verify` works as it stands.
"""

import getpass
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

import click

from machiken import settings
from machiken.actors import Signer
from machiken.bus.client import RpcClient
from machiken.contracts.actor import Actor, Role
from machiken.contracts.auth import EndedSession
from machiken.contracts.verbs import Verb
from machiken.settings import Secret
from services.gateway.session_cache import SessionCache

NEEDED: Final = ("AMQP_URL", "OPERATOR_KEY")
_NO_REDIS: Final = Secret("")
_CLONE: Final = Path(__file__).resolve().parents[3]

Request = TypeVar("Request")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The broker, and the one key that may speak for the operator."""

    amqp_url: Secret
    operator_key: dict[str, Secret]
    redis_url: Secret = _NO_REDIS
    """Where the gateway remembers sessions; without it, it does so for 30 seconds."""


class Operator:
    """Calls services in the operator's name."""

    def __init__(self, told: Settings) -> None:
        """Load the key; the broker is reached for at the first call."""
        self._client = RpcClient(told.amqp_url.reveal(), caller="operator")
        [(key_id, key)] = told.operator_key.items()
        self._signer = Signer(key_id, key)
        self._actor = Actor(role=Role.OPERATOR, subject=getpass.getuser())
        self._redis_url = told.redis_url.reveal()

    def call(self, verb: Verb[Request, Answer], request: Request) -> Answer:
        """Return the answer. Raises refusals, `Unavailable`, `OutcomeUnknown`."""
        token = self._signer.token(self._actor, service=verb.service)
        return self._client.call(verb, request, token=token)

    def close(self) -> None:
        """Close the connection to the broker."""
        self._client.close()

    def forget(self, ended: Sequence[EndedSession]) -> None:
        """Have the gateway remember these sessions no longer, where we can reach it."""
        if self._redis_url:
            SessionCache(self._redis_url).forget_ended(ended)


def operator() -> Operator:
    """Return the operator for whom this command acts; the command's end closes it.

    Raises `SettingsMissing` with all that is missing.
    """
    command = click.get_current_context().find_root()
    if command.obj is None:
        command.obj = Operator(told())
        command.call_on_close(command.obj.close)
    found: Operator = command.obj
    return found


def told() -> Settings:
    """Return the settings. Raises `SettingsMissing` with all that is missing."""
    return settings.read(Settings, environment(os.environ, stack_root(os.environ)))


def stack_root(env: Mapping[str, str]) -> Path:
    """Return where a local stack of this clone would be."""
    return Path(env.get("MACHIKEN_RUN") or _CLONE / ".run")


def environment(env: Mapping[str, str], root: Path) -> dict[str, str]:
    """Return `env`, completed from the local stack's file where it lacks something."""
    file = root / "env.d" / "operator.env"
    if all(env.get(name) for name in NEEDED) or not file.exists():
        return dict(env)
    lines = file.read_text(encoding="utf-8").splitlines()
    pairs = (line.partition("=") for line in lines if "=" in line)
    # As a whole: a broker of one stack and a key of another would only puzzle.
    return dict(env) | {name: value for name, _, value in pairs}
