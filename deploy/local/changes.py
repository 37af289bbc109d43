"""What a running process was started from, so that new code restarts it."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from deploy.local import files
from deploy.local.site import CLONE

SOURCES = (
    *("machiken", "services"),
    *("deploy/mailbox", "deploy/rabbitmq", "deploy/gunicorn.conf.py"),
)


def fingerprints(environments: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Return for each process a digest of its code and its environment."""
    code = _code()
    return {
        process: hashlib.sha256(f"{code}{json.dumps(told)}".encode()).hexdigest()
        for process, told in environments.items()
    }


def started_from(root: Path) -> dict[str, str]:
    """Return the fingerprints that the running processes were started from."""
    kept = root / "started.json"
    known: dict[str, str] = json.loads(kept.read_text()) if kept.exists() else {}
    return known


def keep(root: Path, started: Mapping[str, str]) -> None:
    """Remember what the processes were started from."""
    files.write(root / "started.json", json.dumps(dict(started), indent=1))


def _code() -> str:
    digest = hashlib.sha256()
    for path in _files():
        status = path.stat()
        digest.update(f"{path} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _files() -> Iterator[Path]:
    yield CLONE / "uv.lock"
    for source in SOURCES:
        path = CLONE / source
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in inside:
            if file.is_file() and file.suffix != ".pyc":
                yield file
