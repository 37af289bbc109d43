"""Processes of ours whose supervisor is gone: found by their mark, and ended."""

import signal
from pathlib import Path

from deploy.local.supervision import send, wait_until

TERM_WAIT_S = 5
KILL_WAIT_S = 5
TITLED = {"postgres", "redis-server", "redis-check-rdb"}  # the last: Debian's name


def sweep(root: Path) -> None:
    """End what an earlier supervisor of this root left behind; nothing else's."""
    left = _ours(root)
    for pid in left:
        send(pid, signal.SIGTERM)
    try:
        wait_until(lambda: not _ours(root), TERM_WAIT_S, "leftover processes")
    except TimeoutError:
        for pid in _ours(root):
            send(pid, signal.SIGKILL)
        wait_until(lambda: not _ours(root), KILL_WAIT_S, "killed leftovers")


def _ours(root: Path) -> list[int]:
    folders = [entry for entry in Path("/proc").iterdir() if entry.name.isdigit()]
    return [int(folder.name) for folder in folders if _belongs(folder, root)]


def _belongs(process: Path, root: Path) -> bool:
    mark = f"MACHIKEN_STACK={root}".encode()
    try:
        if mark in (process / "environ").read_bytes().split(b"\0"):
            return True
        # These write their titles over their environment, but work in their data.
        program = (process / "exe").readlink().name
        return program in TITLED and (process / "cwd").readlink() in (
            (root / "postgresql" / "data").resolve(),
            root / "redis",
        )
    except OSError:  # it ended meanwhile, or is another account's
        return False
