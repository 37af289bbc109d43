"""Folders of a local stack, and the one that another account must be able to reach."""

import hashlib
import os
import shutil
import stat
from pathlib import Path

from deploy.local.site import CLONE

SOCKET_PATH_MAX = 100  # bytes; the kernel's limit for a unix socket is 107


def root() -> Path:
    """Return the stack's folder: MACHIKEN_RUN, or `.run` in the clone."""
    return Path(os.environ.get("MACHIKEN_RUN") or CLONE / ".run").resolve()


def postgresql_home(root: Path) -> Path:
    """Return PostgreSQL's folder, made and owned by the account that runs it.

    As root we run PostgreSQL as `postgres`, which must pass every parent folder.
    Where it can't (a clone in /root), the folder is made under /var/tmp and
    `<root>/postgresql` points there.
    """
    pointer = root / "postgresql"
    home = pointer
    if os.geteuid() == 0 and not _open_to_all(root):
        home = _elsewhere(root) / "postgresql"
        if not pointer.exists():
            pointer.unlink(missing_ok=True)
            pointer.symlink_to(home)
            print(f"PostgreSQL can't reach {root}; its data is in {home}.")
    if not home.exists():
        home.mkdir(mode=0o700)
        if os.geteuid() == 0:
            shutil.chown(home, "postgres", "postgres")
    return home


def supervisor_socket(root: Path) -> Path:
    """Return where the supervisor listens: in `root` unless the path is too long."""
    inside = root / "supervisor.sock"
    if len(os.fsencode(inside)) <= SOCKET_PATH_MAX:
        return inside
    return _elsewhere(root) / "supervisor.sock"


def _open_to_all(folder: Path) -> bool:
    return all(path.stat().st_mode & stat.S_IXOTH for path in (folder, *folder.parents))


def _elsewhere(root: Path) -> Path:
    digest = hashlib.sha256(os.fsencode(root)).hexdigest()[:12]
    folder = Path("/var/tmp") / f"machiken-{digest}"  # noqa: S108 - checked below
    folder.mkdir(mode=0o711, exist_ok=True)
    # Anybody may make folders there, so only one that is ours is trusted.
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.geteuid():
        raise SystemExit(f"{folder} belongs to somebody else; set MACHIKEN_RUN.")
    return folder


def cores() -> int:
    """Return how many processor cores this process may use."""
    return len(os.sched_getaffinity(0))
