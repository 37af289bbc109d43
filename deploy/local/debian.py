"""The system packages: which are missing, and how they come without starting anything.

Runs on the system's bare Python 3.9 or newer, with the standard library only.
"""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

FONTS = ("fonts-morisawa-bizud-gothic", "fonts-ipamj-mincho")
SERVERS: dict[str, str] = {
    # package: the variable that names a server elsewhere instead
    "rabbitmq-server": "MACHIKEN_RABBITMQ_URL",
    "redis-server": "MACHIKEN_REDIS_URL",
    "postgresql": "MACHIKEN_POSTGRES_URL",
}
TEST_PACKAGES = {
    "debian": ("chromium", "poppler-utils"),
    # There Chromium is a snap, which needs a running snapd: playwright brings one.
    "ubuntu": ("poppler-utils",),
}
UNITS = {  # what the packages would start with the machine
    "rabbitmq-server": ("rabbitmq-server.service", "epmd.service", "epmd.socket"),
    "redis-server": ("redis-server.service",),
    "postgresql": ("postgresql.service",),
}
POLICY = Path("/usr/sbin/policy-rc.d")
POLICY_TEXT = "#!/bin/sh\n# machiken: while its packages are installed\nexit 101\n"
CLUSTERS = Path("/etc/postgresql-common/createcluster.conf")
LOCK_WAIT = "DPkg::Lock::Timeout=300"


def ensure(*, uv_is_here: bool, tests: bool) -> None:
    """Install what is missing, or say what to install and end."""
    system = _system()
    if system is None:
        _ensure_elsewhere(tests=tests)
        return
    wanted = [name for name, url in SERVERS.items() if not os.environ.get(url)]
    wanted += FONTS if uv_is_here else (*FONTS, "python3-venv")
    if tests:
        wanted += TEST_PACKAGES[system]
    missing = _missing(wanted)
    if missing:
        if os.geteuid() != 0:
            command = "apt-get install --no-install-recommends"
            _refuse(f"As root: {command} {' '.join(missing)}")
        _install(missing)


def _system() -> "str | None":
    release = Path("/etc/os-release")
    if not release.exists() or shutil.which("dpkg-query") is None:
        return None
    pairs = [line.partition("=") for line in release.read_text().splitlines()]
    known = {name: value.strip('"') for name, _, value in pairs}
    family = [known.get("ID", ""), *known.get("ID_LIKE", "").split()]
    return next((name for name in ("ubuntu", "debian") if name in family), None)


def _ensure_elsewhere(*, tests: bool) -> None:
    programs = {
        "rabbitmq-server": "RabbitMQ 3.10 or newer",
        "redis-server": "Redis 7",
        "postgres": "PostgreSQL 15 or newer",
    }
    if tests:
        programs.update({"chromium": "Chromium", "pdftoppm": "Poppler's tools"})
    lacking = [text for name, text in programs.items() if not _found(name)]
    if lacking:
        _refuse(
            "This is neither Debian nor Ubuntu: install "
            + ", ".join(lacking)
            + " and the fonts BIZ UDGothic and IPAmj Mincho by hand"
        )


def _found(program: str) -> bool:
    places = os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin"
    return shutil.which(program, path=places) is not None


def _refuse(what: str) -> NoReturn:
    sys.exit(f"{what}; or run `docker compose up` instead (see deploy/README.md).")


def _missing(packages: list[str]) -> list[str]:
    asked = subprocess.run(  # noqa: S603
        ["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n", *packages],  # noqa: S607
        check=False,  # it fails where one is unknown, which is an answer
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    there = [
        line.split()[0]
        for line in asked.stdout.splitlines()
        if "installed" in line.split()
    ]
    return [name for name in packages if name not in there]


def _install(packages: list[str]) -> None:
    print(
        f"Installing {' '.join(packages)} (nothing is started system-wide)", flush=True
    )
    if "postgresql" in packages and not CLUSTERS.exists():
        CLUSTERS.parent.mkdir(parents=True, exist_ok=True)
        CLUSTERS.write_text("create_main_cluster = false\n")
    with _nothing_starts():
        _apt("update")
        _apt("install", "-y", "--no-install-recommends", *packages)
    _leave_disabled(packages)


@contextmanager
def _nothing_starts() -> Iterator[None]:
    """Forbid maintainer scripts to start services, and allow it again in any case."""
    if POLICY.exists() and POLICY.read_text() != POLICY_TEXT:
        yield  # the machine has a policy of its own
        return
    POLICY.write_text(POLICY_TEXT)
    POLICY.chmod(0o755)
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        yield
    finally:
        POLICY.unlink()
        signal.signal(signal.SIGTERM, before)


def _apt(*words: str) -> None:
    command = ["apt-get", "-qq", "-o", LOCK_WAIT, "-o", "Dpkg::Use-Pty=0", *words]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(  # noqa: S603
        command,
        check=False,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode != 0:
        print(done.stdout, file=sys.stderr)
        sys.exit(f"apt-get {' '.join(words)} failed; see above.")


def _leave_disabled(packages: list[str]) -> None:
    """Keep what we brought from starting with the machine."""
    systemctl = shutil.which("systemctl")
    brought = [unit for name in packages for unit in UNITS.get(name, ())]
    if systemctl is not None and brought:
        subprocess.run(  # noqa: S603
            [systemctl, "--quiet", "disable", *brought],
            check=False,  # a package of another release may have other units
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
