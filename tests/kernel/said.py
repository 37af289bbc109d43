"""What a process logs: a script is run in a process of its own, its lines are read."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


def output_of(script: str, *, exit_code: int = 0, **env: str) -> str:
    """Run the script and return all that it wrote, of whatever kind."""
    ended = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ended.returncode == exit_code, ended.stdout + ended.stderr
    return ended.stdout + ended.stderr


def said_by(script: str) -> list[dict[str, Any]]:
    """Return the log lines that the script wrote."""
    return [json.loads(line) for line in output_of(script).splitlines()]
