"""Gives each service a database and two roles, on any PostgreSQL server.

`python -m deploy.databases` reads POSTGRES_ADMIN_URL and the passwords from the
environment, as compose does; the local runner calls `create`. Nothing changes twice.
"""

import os
from collections.abc import Mapping

import psycopg
from psycopg import sql

from deploy.keys import SERVICES


def main() -> None:
    """Create what the environment's server lacks."""
    create(os.environ["POSTGRES_ADMIN_URL"], os.environ)
    print("the server has its databases and roles")


def create(administrator_url: str, passwords: Mapping[str, str]) -> None:
    """Give each service a database, an owner for migrations and a role to work as.

    The working role may connect; its rights on tables are granted by the migrations.
    """
    with psycopg.connect(administrator_url, autocommit=True) as connection:
        for service in SERVICES:
            working, owning = f"machiken_{service}", f"machiken_{service}_owner"
            prefix = service.upper()
            _role(connection, working, passwords[f"{prefix}_DATABASE_PASSWORD"])
            _role(connection, owning, passwords[f"{prefix}_OWNER_PASSWORD"])
            _database(connection, name=working, owner=owning, user=working)


def _role(connection: psycopg.Connection, name: str, password: str) -> None:
    # The verifier is computed here, so that the password is in no statement and log.
    verifier = connection.pgconn.encrypt_password(
        password.encode(), name.encode(), b"scram-sha-256"
    ).decode()
    exists = connection.execute(
        "SELECT 1 FROM pg_roles WHERE rolname = %s", (name,)
    ).fetchone()
    statement = (
        "ALTER ROLE {} LOGIN PASSWORD {}"
        if exists
        else ("CREATE ROLE {} LOGIN PASSWORD {}")
    )
    connection.execute(
        sql.SQL(statement).format(sql.Identifier(name), sql.Literal(verifier))
    )


def _database(
    connection: psycopg.Connection, *, name: str, owner: str, user: str
) -> None:
    names = {"name": name, "owner": owner, "user": user}
    identifiers = {key: sql.Identifier(value) for key, value in names.items()}
    exists = connection.execute(
        "SELECT 1 FROM pg_database WHERE datname = %s", (name,)
    ).fetchone()
    if not exists:
        # An administrator who is no superuser must belong to the role it gives to.
        connection.execute(
            sql.SQL("GRANT {owner} TO CURRENT_USER").format(**identifiers)
        )
        connection.execute(
            sql.SQL("CREATE DATABASE {name} OWNER {owner} TEMPLATE template0").format(
                **identifiers
            )
        )
    for statement in (
        "REVOKE ALL ON DATABASE {name} FROM PUBLIC",
        "GRANT CONNECT ON DATABASE {name} TO {user}",
    ):
        connection.execute(sql.SQL(statement).format(**identifiers))


if __name__ == "__main__":
    main()
