"""What we are compared with: a plain Flask application, and bare SQL by pgbench."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import requests

from bench.load import BASKET, Till
from bench.town import Town
from deploy.local.stack import Stack

HERE = Path(__file__).parent
STARTS_WITHIN_S = 20


@contextmanager
def plain_flask(stack: Stack, town: Town) -> Iterator[str]:
    """Serve the plain application as the gateway is served; give its address."""
    environment = stack.environment("redemption-service")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        bind = f"127.0.0.1:{free.getsockname()[1]}"
    told = {
        "PATH": os.environ["PATH"],
        "BIND": bind,
        "DATABASE_URL": environment["DATABASE_URL"],
        "VOUCHER_CODE_KEY": environment["VOUCHER_CODE_KEY"],
        "CAMPAIGN_ID": town.campaign_id,
        "LOG_LEVEL": "warning",
    }
    gunicorn = str(Path(sys.executable).parent / "gunicorn")
    words = [gunicorn, "-c", str(HERE.parent / "deploy" / "gunicorn.conf.py")]
    server = subprocess.Popen(  # noqa: S603 - our own application
        [*words, "bench.plain_flask:create_app()"], env=told, cwd=HERE.parent
    )
    try:
        _wait(f"http://{bind}/")
        yield f"http://{bind}/redemptions"
    finally:
        server.terminate()
        server.wait(STARTS_WITHIN_S)


def flask_tills(url: str, town: Town, count: int) -> list[Till]:
    """Return connections to the plain application, the merchants taking turns."""
    codes = [code.replace("q", "f") for code in town.codes]
    return [
        Till(url, {"X-Merchant": codes[number % len(codes)]}) for number in range(count)
    ]


def plain_sql(stack: Stack, town: Town, callers: int, each: int) -> float:
    """Run the same statements by pgbench and return redemptions per second."""
    url = stack.environment("redemption-service")["DATABASE_URL"]
    url = url.replace("postgresql+psycopg", "postgresql")
    base = _untouched(url, callers * each)
    pgbench = max(Path("/usr/lib/postgresql").glob("*/bin/pgbench"))
    done = subprocess.run(  # noqa: S603 - PostgreSQL's own program
        [
            *(str(pgbench), "-n", "-f", str(HERE / "plain_sql.sql")),
            *("-c", str(callers), "-j", "2", "-t", str(each)),
            *("-D", f"base={base}", "-D", f"each={each}", "-D", "n=-1"),
            *("-D", f"campaign={town.campaign_id}", url),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    told = re.search(r"tps = ([0-9.]+)", done.stdout)
    assert told is not None, done.stdout + done.stderr
    return float(told[1])


def waiting_events(stack: Stack) -> int:
    """Return how many events are written but not yet sent."""
    url = stack.environment("redemption-service")["DATABASE_URL"]
    with psycopg.connect(url.replace("postgresql+psycopg", "postgresql")) as connection:
        counted = connection.execute(
            "select count(*) from outbox"
            " where sent_at is null and exchange = 'redemption.events'"
        ).fetchone()
    assert counted is not None, "a count has one row"
    return int(counted[0])


def _untouched(url: str, baskets: int) -> int:
    """Return the first of so many unused vouchers in a row, of the newest batch."""
    with psycopg.connect(url) as connection:
        newest = connection.execute(
            "select max(voucher_id) from voucher where used_at is null"
        ).fetchone()
    assert newest is not None, "there are vouchers"
    return int(newest[0]) - baskets * BASKET + 1


def _wait(url: str) -> None:
    until = time.monotonic() + STARTS_WITHIN_S
    while True:
        try:
            requests.get(url, timeout=1)
        except requests.RequestException:
            if time.monotonic() > until:
                raise
        else:
            return
