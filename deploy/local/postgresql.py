"""A private PostgreSQL: its files, its command, its readiness."""

import os
import secrets
import shutil
import subprocess
from pathlib import Path

import psycopg

from deploy.local import files, places
from deploy.local.site import Site

SETTINGS = """
listen_addresses = '127.0.0.1'
port = {port}
unix_socket_directories = ''
hba_file = '{hba}'
password_encryption = 'scram-sha-256'
max_connections = 200
shared_buffers = 128MB
max_wal_size = 1GB
timezone = 'UTC'
log_timezone = 'UTC'
log_line_prefix = '%m [%p] %u@%d '
log_min_messages = warning
"""
FAST = """
fsync = off
full_page_writes = off
"""
HBA = "host all all 127.0.0.1/32 scram-sha-256\n"


def owner() -> str | None:
    """Return the account that runs the server, or None for our own."""
    # PostgreSQL refuses to run as root.
    return "postgres" if os.geteuid() == 0 else None


def command(site: Site) -> list[str]:
    """Return the server's command line."""
    home = places.postgresql_home(site.root)
    binary = _binary("postgres", home / "data")
    settings = f"config_file={home / 'postgresql.conf'}"
    return [str(binary), "-D", str(home / "data"), "-c", settings]


def prepare(site: Site) -> None:
    """Make the data folder on first use and write the settings."""
    home = places.postgresql_home(site.root)
    if not (home / "data" / "PG_VERSION").exists():
        _initdb(site, home / "data")
    hba = home / "pg_hba.conf"
    settings = SETTINGS.format(port=site.ports["postgresql"], hba=hba)
    files.write(hba, HBA, owner=owner())
    files.write(
        home / "postgresql.conf",
        settings if site.durable else settings + FAST,
        owner=owner(),
    )


def is_ready(site: Site) -> bool:
    """Return whether the server answers, and is the one whose data folder is ours."""
    try:
        with psycopg.connect(site.postgres_url, connect_timeout=2) as connection:
            row = connection.execute("SHOW data_directory").fetchone()
    except psycopg.OperationalError:
        return False
    assert row is not None, "SHOW gives one row"
    home = places.postgresql_home(site.root)
    return not site.owns("postgresql") or Path(row[0]) == home / "data"


def _initdb(site: Site, data: Path) -> None:
    home = data.parent
    shutil.rmtree(data, ignore_errors=True)  # what an interrupted initdb left
    password_file = home / f"password-{secrets.token_hex(4)}"
    files.write(password_file, site.keys["POSTGRES_PASSWORD"], owner=owner())
    command = [
        str(_binary("initdb", data)),
        *("-D", str(data), "-U", "machiken_admin", "-A", "scram-sha-256"),
        *("--pwfile", str(password_file), "-E", "UTF8", "--locale=C.UTF-8"),
        "--data-checksums",
        *(() if site.durable else ("--no-sync",)),
    ]
    account = owner()
    try:
        subprocess.run(  # noqa: S603 - our own command
            command,
            check=True,
            cwd=home,
            stdout=subprocess.DEVNULL,
            user=account,
            group=account,
            extra_groups=[] if account else None,
        )
    finally:
        password_file.unlink()


def _binary(name: str, data: Path) -> Path:
    version = data / "PG_VERSION"
    pattern = f"{version.read_text().strip()}/bin" if version.exists() else "*/bin"
    # Debian keeps versions side by side; a data folder opens with its own only.
    found = sorted(
        Path("/usr/lib/postgresql").glob(f"{pattern}/{name}"),
        key=lambda path: int(path.parts[-3]),
    )
    elsewhere = shutil.which(name)
    if found:
        return found[-1]
    if elsewhere is None:
        raise SystemExit(f"PostgreSQL's {name} is not installed.")
    return Path(elsewhere)
