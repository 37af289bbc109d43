"""The local stack with its real servers, under its real supervisor."""

import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from deploy.local import health
from deploy.local.stack import Stack
from deploy.local.supervision import Supervisor

SERVERS = ("epmd", "postgresql", "rabbitmq", "redis")
RESTART_S = 15
READY_S = 40  # the broker's start, on a busy machine


@pytest.mark.parametrize("server", ["redis", "postgresql", "rabbitmq"])
def test_a_killed_server_is_running_and_ready_again(stack: Stack, server: str) -> None:
    killed = stack.kill(server)

    stack.wait_restarted(server, killed, RESTART_S)
    stack.wait_healthy(server, READY_S)

    assert stack.pid(server) != killed


def test_up_again_leaves_what_runs_alone(stack: Stack) -> None:
    before = {name: stack.pid(name) for name in SERVERS}

    stack.up("servers")

    assert {name: stack.pid(name) for name in SERVERS} == before


def test_another_object_for_the_same_folder_sees_the_same_stack(stack: Stack) -> None:
    again = Stack(stack.root, stack.profile)

    assert again.urls == stack.urls
    assert again.states().keys() == stack.states().keys()


def test_a_strange_supervisor_is_not_taken_for_ours(stack: Stack) -> None:
    assert not Supervisor(stack.root, "machiken-of-somebody-else").is_running()


def test_nothing_listens_beyond_the_loopback(stack: Stack) -> None:
    ours = set(stack.site.ports.values())

    open_to_all = {
        port for address, port in _listening() if address not in {"127.0.0.1", "::1"}
    }

    assert ours & open_to_all == set()


def test_the_broker_knows_no_guest(stack: Stack) -> None:
    server = stack.site.management_url.rpartition("@")[2]

    assert health.answer(f"http://guest:guest@{server}/api/whoami") is None
    assert health.answer(f"{stack.site.management_url}/api/whoami") is not None


def test_the_database_asks_for_a_password(stack: Stack) -> None:
    named, server = stack.site.postgres_url.rsplit("@", 1)
    user = named.rpartition(":")[0]

    with pytest.raises(psycopg.OperationalError, match="password authentication"):
        psycopg.connect(f"{user}:wrong@{server}")


def test_a_service_may_not_enter_anothers_database(stack: Stack) -> None:
    url = _plain(stack.environment("auth-service")["DATABASE_URL"])

    with _connected(url) as own:
        assert own.execute("select current_user").fetchone() == ("machiken_auth",)
    with pytest.raises(psycopg.OperationalError, match="permission denied"):
        psycopg.connect(f"{url.rpartition('/')[0]}/machiken_settlement")


def test_a_process_holds_no_secret_of_another(stack: Stack) -> None:
    worker = stack.environment("redemption-worker")

    assert "ACTOR_SIGNING_KEY" not in worker
    assert "OTP_KEY" not in worker
    assert not [value for value in worker.values() if "_owner" in value]
    assert [name for name in stack.environment("gateway") if "DATABASE" in name] == []


def test_whatever_holds_a_secret_is_for_us_alone(stack: Stack) -> None:
    held = [stack.root / name for name in ("env", "secrets.json", "supervisord.conf")]
    held += [*(stack.root / "env.d").iterdir()]

    assert [file for file in held if _mode(file) != 0o600] == []


def test_a_second_instance_has_a_health_address_of_its_own(stack: Stack) -> None:
    first = stack.environment("redemption-service")
    second = stack.environment("redemption-service-2")

    assert first.pop("HEALTH_ADDRESS") != second.pop("HEALTH_ADDRESS")
    assert first == second


def test_an_unknown_process_is_refused_by_name(stack: Stack) -> None:
    with pytest.raises(ValueError, match="till-service"):
        stack.up(["till-service"])


@contextmanager
def _connected(url: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(url) as connection:
        yield connection


def _plain(url: str) -> str:
    return url.replace("postgresql+psycopg://", "postgresql://")


def _mode(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


def _listening() -> list[tuple[str, int]]:
    """Return the listening sockets' addresses, from the kernel's own tables."""
    found = []
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        local, state = line.split()[1], line.split()[3]
        address, port = local.split(":")
        if state == "0A":
            octets = reversed(re.findall("..", address))
            readable = ".".join(str(int(octet, 16)) for octet in octets)
            found.append((readable, int(port, 16)))
    return found
