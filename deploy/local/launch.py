"""Becomes one process of the stack: its environment, its account, its pace.

The supervisor starts every process through this script, which takes no part once
it has become the process. It is run as a plain file by a bare interpreter, without
the project's packages, so that it costs a hundredth of a second.

usage: launch.py ROOT PROCESS ACCOUNT COMMAND...     (ACCOUNT `-`: our own)
"""

import json
import os
import pwd
import sys
import time
from pathlib import Path

STEADY_S = 5.0  # who ran this long and died is started again at once
PAUSE_FIRST_S = 0.25
PAUSE_MAX_S = 5.0


def main() -> None:
    """Wait if this process keeps dying, then become it."""
    root, process, account, *command = sys.argv[1:]
    environment = {
        "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        "HOME": os.environ.get("HOME", "/"),
        "LANG": "C.UTF-8",
        "PYTHONUNBUFFERED": "1",
        # By this mark a process is known as ours when its supervisor is gone.
        "MACHIKEN_STACK": root,
        **_told(Path(root, "env.d", f"{process}.env")),
    }
    time.sleep(_pause_s(Path(root, "pace", process)))
    if account != "-":
        _become(account)
    os.execvpe(command[0], command, environment)  # noqa: S606 - no shell is wanted


def _told(file: Path) -> dict[str, str]:
    pairs = (line.partition("=") for line in file.read_text().splitlines() if line)
    return {name: value for name, _, value in pairs}


def _pause_s(pace: Path) -> float:
    """Return how long to wait, twice as long each time up to five seconds.

    The supervisor's own back-off grows without limit and would keep a service away
    for minutes after a long outage of the broker.
    """
    now = time.time()
    last, deaths = json.loads(pace.read_text()) if pace.exists() else (0.0, 0)
    deaths = deaths + 1 if 0 <= now - last < STEADY_S else 0
    pause = min(PAUSE_FIRST_S * 2**deaths, PAUSE_MAX_S) if deaths else 0.0
    pace.parent.mkdir(exist_ok=True)
    pace.write_text(json.dumps([now + pause, min(deaths, 10)]))
    return pause


def _become(account: str) -> None:
    entry = pwd.getpwnam(account)
    os.initgroups(account, entry.pw_gid)
    os.setgid(entry.pw_gid)
    os.setuid(entry.pw_uid)
    os.chdir("/")  # the clone may be closed to this account


if __name__ == "__main__":
    main()
