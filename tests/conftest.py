"""What tests stand on: real servers of their own, beside whatever else runs.

`stack` starts PostgreSQL, RabbitMQ and Redis once under `.run-test`. A service's
database is migrated once and emptied before each test that asks for it. `town` is
another stack, under `.run-test-town`, with all processes running and real books;
`bare` a third one, for what must begin with nothing.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, pool, text

from deploy.local.stack import Stack
from machiken import migrate
from machiken.database import Transactions, connect
from tests.journeys.town import Town, installed, opened

ROOT = Path(__file__).parent.parent

# Two of it on any machine: what one of them does, the other must bear.
os.environ.setdefault("MACHIKEN_INSTANCES", "redemption-service=2")


@pytest.fixture(scope="session")
def stack() -> Iterator[Stack]:
    """Return the tests' own servers; they are stopped at the end."""
    servers = Stack(root(), "test")
    servers.up("servers")
    yield servers
    servers.down()


@pytest.fixture(scope="session")
def town() -> Iterator[Town]:
    """Return a town with all of its processes, on servers of its own, not `stack`'s."""
    with opened(Path(f"{root()}-town")) as town:
        yield town


@pytest.fixture(scope="session")
def installation() -> Iterator[Town]:
    """Return a third stack, in which nothing is set up before a test does."""
    with installed(Path(f"{root()}-bare")) as town:
        yield town


@pytest.fixture
def bare(installation: Town) -> Iterator[Town]:
    """Return it, empty; it is emptied again, for its clock may have been moved."""
    yield installation
    installation.empty()


@pytest.fixture
def auth_db(stack: Stack) -> Iterator[Transactions]:
    """Return auth's database, empty, as auth's own role."""
    yield from _empty_database(stack, "auth")


@pytest.fixture
def redemption_db(stack: Stack) -> Iterator[Transactions]:
    """Return redemption's database, empty, as redemption's own role."""
    yield from _empty_database(stack, "redemption")


@pytest.fixture
def settlement_db(stack: Stack) -> Iterator[Transactions]:
    """Return settlement's database, empty, as settlement's own role."""
    yield from _empty_database(stack, "settlement")


@pytest.fixture
def notify_db(stack: Stack) -> Iterator[Transactions]:
    """Return notify's database, empty, as notify's own role."""
    yield from _empty_database(stack, "notify")


def root() -> Path:
    """Return the folder of the tests' servers; others are named after it."""
    return Path(os.environ.get("MACHIKEN_TEST_RUN", ROOT / ".run-test"))


def owner_url(stack: Stack, service: str) -> str:
    """Return the URL of a service's database as its owner."""
    return stack.environment(f"migrate-{service}")["OWNER_DATABASE_URL"]


def _empty_database(stack: Stack, service: str) -> Iterator[Transactions]:
    url = owner_url(stack, service)
    migrate.upgrade(service, url)
    emptied(url, service)
    db = connect(stack.environment(f"{service}-service")["DATABASE_URL"], pool_size=60)
    yield db
    db.kw["bind"].dispose()


def emptied(url: str, service: str) -> None:
    """Empty every table of a service's database."""
    tables = ", ".join(f'"{name}"' for name in migrate.metadata_of(service).tables)
    engine = create_engine(url, poolclass=pool.NullPool)
    with engine.begin() as owner:
        owner.execute(text(f"truncate {tables} restart identity cascade"))
