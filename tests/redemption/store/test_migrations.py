from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, inspect, pool

from deploy.local.stack import Stack
from machiken.database import Transactions
from machiken.migrate import configuration
from services.redemption.store.tables import METADATA
from tests.conftest import owner_url


def test_migrations_go_up_down_and_up_without_drift(
    stack: Stack, redemption_db: Transactions
) -> None:
    del redemption_db  # it is migrated; the next test's fixture sets the rights again
    engine = create_engine(owner_url(stack, "redemption"), poolclass=pool.NullPool)

    with engine.begin() as owner:
        command.downgrade(configuration("redemption", owner), "base")
        assert _tables(owner) == {"alembic_version"}

    with engine.begin() as owner:
        command.upgrade(configuration("redemption", owner), "head")
        assert _tables(owner) == {*METADATA.tables, "alembic_version"}
        compared = MigrationContext.configure(owner, opts={"compare_type": True})
        assert compare_metadata(compared, METADATA) == []


def _tables(owner: Connection) -> set[str]:
    return set(inspect(owner).get_table_names())
