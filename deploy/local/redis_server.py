"""A private Redis: its file, command and readiness."""

import shutil
from pathlib import Path

import redis

from deploy.local import files
from deploy.local.site import Site

SETTINGS = """
bind 127.0.0.1
port {port}
dir "{home}"
requirepass {password}
daemonize no
save ""
appendonly {durable}
maxmemory 128mb
maxmemory-policy volatile-ttl
"""


def command(site: Site) -> list[str]:
    """Return the server's command line."""
    found = shutil.which("redis-server")
    if found is None:
        raise SystemExit("redis-server is not installed.")
    return [found, str(site.root / "redis" / "redis.conf")]


def prepare(site: Site) -> None:
    """Write the settings."""
    home = site.root / "redis"
    settings = SETTINGS.format(
        port=site.ports["redis"],
        home=home,
        password=site.keys["REDIS_PASSWORD"],
        durable="yes" if site.durable else "no",
    )
    files.write(home / "redis.conf", settings)


def is_ready(site: Site) -> bool:
    """Return whether the server answers, and is the one whose folder is ours."""
    try:
        with redis.Redis.from_url(
            site.redis_url, socket_timeout=2, decode_responses=True
        ) as client:
            if not site.owns("redis"):
                return bool(client.ping())
            folder = client.config_get("dir")["dir"]
    except (redis.ConnectionError, redis.TimeoutError):
        return False
    return Path(folder) == site.root / "redis"
