"""Other stacks of ours on this machine, whose ports we leave alone.

Two stacks that start at the same moment would both find a port free and both choose
it. So stacks choose one after another, and know what the others have chosen.
"""

import fcntl
import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def apart_from(root: Path) -> Iterator[set[int]]:
    """Give the other stacks' ports, and keep others from choosing meanwhile."""
    known = _folder()
    with (known / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        own = known / hashlib.sha256(os.fsencode(root)).hexdigest()[:16]
        if not own.is_symlink():
            own.symlink_to(root)
        links = [link for link in known.iterdir() if link.is_symlink() and link != own]
        yield {port for link in links for port in _ports(link)}


def _ports(link: Path) -> list[int]:
    try:
        chosen: dict[str, int] = json.loads((link / "ports.json").read_text())
    except FileNotFoundError:
        if not link.exists():
            link.unlink()  # that stack's folder was thrown away
        return []
    return list(chosen.values())


def _folder() -> Path:
    folder = Path(tempfile.gettempdir()) / f"machiken-stacks-{os.geteuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.lstat().st_uid != os.geteuid() or folder.is_symlink():
        raise SystemExit(f"{folder} belongs to somebody else; remove it.")
    return folder
