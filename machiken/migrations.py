"""Runs a service's migrations; each service's `env.py` is one call of `run`.

Migrations run beside the living system: locks are waited for briefly or not at all,
one runner at a time.
"""

from alembic import context
from sqlalchemy import Connection, MetaData, create_engine, pool, text

LIMITS = "-c lock_timeout=4s -c statement_timeout=60s"


def run(metadata: MetaData) -> None:
    """Bring the database of `metadata` to the revision that alembic was asked for."""
    connection = context.config.attributes.get("connection")
    if connection is not None:
        _migrate(connection, metadata)
        return
    engine = create_engine(
        context.config.get_main_option("sqlalchemy.url", ""),
        poolclass=pool.NullPool,
        connect_args={"options": LIMITS},
    )
    with engine.connect() as own, own.begin():
        _migrate(own, metadata)


def _migrate(connection: Connection, metadata: MetaData) -> None:
    connection.execute(text("select pg_advisory_xact_lock(hashtext('machiken'))"))
    context.configure(
        connection=connection,
        target_metadata=metadata,
        compare_type=True,
        compare_server_default=False,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()
