"""Migrations are one line of numbers, go up, down and up, and end where the code is."""

import importlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from alembic import autogenerate, command
from alembic.migration import MigrationContext
from sqlalchemy import Connection, MetaData, create_engine, inspect, pool, text

from deploy.local.stack import Stack
from machiken import migrate
from tests.conftest import owner_url


@pytest.mark.parametrize("service", migrate.SERVICES)
def test_migrations_are_numbered_sentences_in_one_line(service: str) -> None:
    files = sorted(path.name for path in _versions(service).glob("[0-9]*.py"))

    assert files, "a service with data has migrations"
    for number, file in enumerate(files, start=1):
        assert re.fullmatch(rf"{number:04}_[a-z0-9_]+\.py", file)
        said = (_versions(service) / file).read_text()
        before = f'"{number - 1:04}"' if number > 1 else "None"
        assert f'revision = "{number:04}"' in said
        assert f"down_revision = {before}" in said


@pytest.mark.parametrize("service", migrate.SERVICES)
def test_migrations_go_up_down_and_up_and_end_at_the_codes_tables(
    stack: Stack, service: str
) -> None:
    with scratch(stack, service) as connection:
        config = migrate.configuration(service, connection)
        command.upgrade(config, "head")
        command.downgrade(config, "base")
        left = set(inspect(connection).get_table_names()) - {"alembic_version"}
        command.upgrade(config, "head")

        assert left == set(), "going down leaves nothing"
        assert _drift(connection, migrate.metadata_of(service)) == []


@pytest.mark.parametrize("service", migrate.SERVICES)
def test_every_table_says_what_the_services_role_may_do(service: str) -> None:
    for table in migrate.metadata_of(service).sorted_tables:
        assert table.info["rights"].startswith("SELECT, INSERT")


def _drift(connection: Connection, metadata: MetaData) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(autogenerate.compare_metadata(context, metadata))


def _versions(service: str) -> Path:
    module = importlib.import_module(f"services.{service}")
    return Path(str(module.__file__)).parent / "migrations" / "versions"


@contextmanager
def scratch(stack: Stack, service: str) -> Iterator[Connection]:
    """Give a schema of its own, so that other tests' tables stay as they are."""
    engine = create_engine(owner_url(stack, service), poolclass=pool.NullPool)
    with engine.connect() as connection, connection.begin() as everything:
        connection.execute(text("create schema scratch"))
        connection.execute(text("set local search_path to scratch"))
        yield connection
        everything.rollback()
    engine.dispose()
