"""Which ports a stack takes: its own again, never a stranger's."""

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from deploy.local import ports


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "ports.json"


def test_a_remembered_port_is_taken_again(kept: Path) -> None:
    first = ports.assign(kept, ["redis", "auth-service-health"], ours=False)

    again = ports.assign(kept, ["redis", "auth-service-health"], ours=False)

    assert again == first == json.loads(kept.read_text())


def test_a_strangers_port_is_passed_over_and_the_next_one_remembered(
    kept: Path,
) -> None:
    remembered = ports.assign(kept, ["rabbitmq"], ours=False)["rabbitmq"]

    with _listening_on(remembered):
        assigned = ports.assign(kept, ["rabbitmq"], ours=False)

    assert assigned["rabbitmq"] > remembered
    assert json.loads(kept.read_text()) == assigned


def test_a_port_that_our_own_server_holds_is_kept(kept: Path) -> None:
    remembered = ports.assign(kept, ["rabbitmq"], ours=False)

    with _listening_on(remembered["rabbitmq"]):
        assert ports.assign(kept, ["rabbitmq"], ours=True) == remembered


def test_a_new_process_gets_a_port_while_the_others_run(kept: Path) -> None:
    remembered = ports.assign(kept, ["rabbitmq"], ours=False)

    with _listening_on(remembered["rabbitmq"]):
        assigned = ports.assign(kept, ["rabbitmq", "redis"], ours=True)

    assert assigned["rabbitmq"] == remembered["rabbitmq"]
    assert ports.is_free(assigned["redis"])


def test_no_two_names_share_a_port(kept: Path) -> None:
    names = [*ports.PREFERRED, *(f"worker-{number}-health" for number in range(60))]

    assigned = ports.assign(kept, names, ours=False)

    assert len(set(assigned.values())) == len(names)


@contextmanager
def _listening_on(port: int) -> Iterator[None]:
    with socket.socket() as somebody:
        somebody.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        somebody.bind(("127.0.0.1", port))
        somebody.listen()
        yield
