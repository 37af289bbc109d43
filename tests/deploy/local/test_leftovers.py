"""What is ended when a supervisor is gone: ours, and nobody else's."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.local import leftovers


def test_what_an_earlier_supervisor_left_is_ended(tmp_path: Path) -> None:
    with _sleeper(tmp_path) as ours:
        leftovers.sweep(tmp_path)

        assert ours.wait(timeout=5) < 0


def test_another_stacks_processes_are_left_alone(tmp_path: Path) -> None:
    with _sleeper(tmp_path / "another") as theirs:
        leftovers.sweep(tmp_path)

        assert theirs.poll() is None


@contextmanager
def _sleeper(root: Path) -> Iterator[subprocess.Popen[bytes]]:
    told = {**os.environ, "MACHIKEN_STACK": str(root)}
    process = subprocess.Popen(["/usr/bin/sleep", "60"], env=told)
    try:
        yield process
    finally:
        process.kill()
        process.wait()
