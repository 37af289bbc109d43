"""Brings a service's database up to date, and its role's rights with it.

`python -m machiken.migrate redemption` is run by whoever owns the database, before
the service starts; the service's own role may not change a table.
"""

import importlib
import sys
from dataclasses import dataclass
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, MetaData, create_engine, pool, text

from machiken import logs
from machiken.settings import read

SERVICES = ("auth", "redemption", "settlement", "notify")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where the database is, as its owner."""

    owner_database_url: str
    log_level: str = "info"


def main(service: str) -> None:
    """Upgrade the database of `service` and grant its role what its tables say."""
    settings = read(Settings)
    logs.configure(f"migrate-{service}", settings.log_level)
    upgrade(service, settings.owner_database_url)


def upgrade(service: str, owner_url: str, revision: str = "head") -> None:
    """Upgrade to `revision`, then set the rights of the role `machiken_<service>`."""
    engine = create_engine(owner_url, poolclass=pool.NullPool)
    with engine.connect() as connection, connection.begin():
        command.upgrade(configuration(service, connection), revision)
        grant(connection, metadata_of(service), role=f"machiken_{service}")
    engine.dispose()


def configuration(service: str, connection: Connection) -> Config:
    """Return alembic's configuration for the migrations of `service`."""
    module = importlib.import_module(f"services.{service}")
    config = Config()
    folder = Path(str(module.__file__)).parent / "migrations"
    config.set_main_option("script_location", str(folder))
    config.attributes["connection"] = connection
    return config


def metadata_of(service: str) -> MetaData:
    """Return the tables that the code of `service` expects."""
    tables = importlib.import_module(f"services.{service}.store.tables")
    metadata: MetaData = tables.METADATA
    return metadata


def grant(connection: Connection, metadata: MetaData, *, role: str) -> None:
    """Give `role` the rights that each table declares, and nothing else."""
    connection.execute(text(f'revoke all on all tables in schema public from "{role}"'))
    connection.execute(text(f'grant usage on schema public to "{role}"'))
    connection.execute(
        text(f'grant usage, select on all sequences in schema public to "{role}"')
    )
    for table in metadata.sorted_tables:
        rights = table.info["rights"]
        connection.execute(text(f'grant {rights} on "{table.name}" to "{role}"'))


if __name__ == "__main__":
    main(sys.argv[1])
