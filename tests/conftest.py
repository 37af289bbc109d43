"""What tests stand on: real servers of their own, beside whatever else runs.

`stack` starts PostgreSQL, RabbitMQ and Redis once under `.run-test`. A service's
database is migrated once and emptied before each test that asks for it.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, pool, text

from deploy.local.stack import Stack
from machiken import migrate
from machiken.database import Transactions, connect

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def stack() -> Iterator[Stack]:
    """Return the tests' own servers; they are stopped at the end."""
    root = Path(os.environ.get("MACHIKEN_TEST_RUN", ROOT / ".run-test"))
    servers = Stack(root, "test")
    servers.up("servers")
    yield servers
    servers.down()


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


def owner_url(stack: Stack, service: str) -> str:
    """Return the URL of a service's database as its owner."""
    return stack.environment(f"migrate-{service}")["OWNER_DATABASE_URL"]


def _empty_database(stack: Stack, service: str) -> Iterator[Transactions]:
    url = owner_url(stack, service)
    migrate.upgrade(service, url)
    _empty(url, service)
    db = connect(stack.environment(f"{service}-service")["DATABASE_URL"], pool_size=60)
    yield db
    db.kw["bind"].dispose()


def _empty(url: str, service: str) -> None:
    tables = ", ".join(f'"{name}"' for name in migrate.metadata_of(service).tables)
    engine = create_engine(url, poolclass=pool.NullPool)
    with engine.begin() as owner:
        owner.execute(text(f"truncate {tables} restart identity cascade"))
