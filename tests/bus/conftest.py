"""A broker in the town's shape, a database of marks, and the tally between them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.local.stack import Stack
from machiken.bus.client import RpcClient
from machiken.database import Transactions, connect
from tests.bus.broker import Broker
from tests.bus.tally.process import Tally
from tests.kernel import tables


@pytest.fixture(scope="session")
def shaped(stack: Stack) -> Broker:
    """Return the broker in its shape."""
    broker = Broker(stack)
    broker.shape()
    return broker


@pytest.fixture
def broker(shaped: Broker) -> Broker:
    """Return the broker, its queues empty."""
    shaped.purge()
    return shaped


@pytest.fixture(scope="session")
def marks_url(stack: Stack) -> str:
    """Return the URL of a database with the kernel's tables."""
    return tables.create(stack, "machiken_tally")


@pytest.fixture
def db(marks_url: str) -> Iterator[Transactions]:
    """Return transactions on that database, empty."""
    db = connect(marks_url, pool_size=10)
    tables.empty(db)
    yield db
    db.kw["bind"].dispose()


@pytest.fixture(scope="session")
def tally_env(stack: Stack, shaped: Broker, marks_url: str) -> dict[str, str]:
    """Return what a tally process is told."""
    return {
        "MACHIKEN_ENV": "test",
        "DATABASE_URL": marks_url,
        "AMQP_URL": shaped.tally_url,
        "ACTOR_PUBLIC_KEYS": stack.site.keys["ACTOR_PUBLIC_KEYS"],
    }


@pytest.fixture(scope="session")
def long_lived(
    tally_env: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Tally]:
    """Return a tally that lives for all tests, as a service in town does."""
    tally = Tally(tally_env, tmp_path_factory.mktemp("tally") / "log")
    yield tally
    tally.end()


@pytest.fixture
def tally(long_lived: Tally, broker: Broker, db: Transactions) -> Iterator[Tally]:
    """Return the long-lived tally, working; it must outlive the test."""
    assert broker is not None
    assert db is not None
    if not long_lived.is_alive():
        long_lived.start()
    long_lived.wait_well()
    pid = long_lived.pid
    yield long_lived
    assert long_lived.is_alive(), long_lived.written()[-4000:]
    assert long_lived.pid == pid


@pytest.fixture
def mortal(
    tally_env: dict[str, str],
    long_lived: Tally,
    broker: Broker,
    db: Transactions,
    tmp_path: Path,
) -> Iterator[Tally]:
    """Return a tally for a test that ends it; nobody else listens meanwhile."""
    assert broker is not None
    assert db is not None
    long_lived.end()
    tally = Tally(tally_env, tmp_path / "log")
    yield tally
    tally.end()


@pytest.fixture
def client(broker: Broker) -> Iterator[RpcClient]:
    """Return a client as the gateway has it."""
    client = RpcClient(broker.url("gateway"), caller="gateway")
    yield client
    client.close()
