from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, func, inspect, pool, select

from deploy.local.stack import Stack
from machiken.database import Transactions
from machiken.migrate import configuration
from services.auth.store.tables import METADATA
from tests.conftest import owner_url


def test_migrations_go_up_down_and_up_without_drift(
    stack: Stack, auth_db: Transactions
) -> None:
    del auth_db  # it is migrated; the next test's fixture sets the rights again
    engine = create_engine(owner_url(stack, "auth"), poolclass=pool.NullPool)

    with engine.begin() as owner:
        command.downgrade(configuration("auth", owner), "base")
        assert _tables(owner) == {"alembic_version"}

    with engine.begin() as owner:
        command.upgrade(configuration("auth", owner), "head")
        assert _tables(owner) == {*METADATA.tables, "alembic_version"}
        compared = MigrationContext.configure(owner, opts={"compare_type": True})
        assert compare_metadata(compared, METADATA) == []


def test_a_fresh_installation_knows_nobody(stack: Stack, auth_db: Transactions) -> None:
    del auth_db
    engine = create_engine(owner_url(stack, "auth"), poolclass=pool.NullPool)
    with engine.begin() as owner:
        command.downgrade(configuration("auth", owner), "base")
        command.upgrade(configuration("auth", owner), "head")

        rows = {name: _count(owner, name) for name in METADATA.tables}

    assert {name for name, count in rows.items() if count} == set()


def _count(owner: Connection, name: str) -> int:
    table = METADATA.tables[name]
    return owner.execute(select(func.count()).select_from(table)).scalar_one()


def _tables(owner: Connection) -> set[str]:
    return set(inspect(owner).get_table_names())
