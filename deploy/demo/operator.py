"""The operator's command line, called as a person would call it."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

PATIENCE_S = 180
KNOWN_WITHIN_S = 20


class CommandFailed(Exception):  # noqa: N818 - says what happened
    """The command ended with another status than 0; the message is what it said."""


class Operator:
    """Runs `machiken …` with the operator's environment, and nothing else of ours."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        """Remember the environment; secrets go by it, never by the command line."""
        self._environment = {
            "PATH": os.environ["PATH"],
            "LANG": "ja_JP.UTF-8",
            **environment,
        }
        self._program = str(Path(sys.executable).parent / "machiken")

    def run(self, *words: str) -> Any:
        """Return what the command says as JSON. Raises `CommandFailed`."""
        done = subprocess.run(  # noqa: S603 - our own program
            [self._program, *words, "--json"],
            env=self._environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=False,
        )
        if done.returncode:
            said = (done.stderr or done.stdout).strip()
            raise CommandFailed(f"machiken {' '.join(words)}: {said}")
        return json.loads(done.stdout) if done.stdout.strip() else None

    def run_once_known(self, *words: str) -> Any:
        """Return what the command says, as soon as its service knows the campaign.

        A campaign travels from service to service as an event. Raises
        `CommandFailed` for any other trouble, or when it does not arrive.
        """
        until = time.monotonic() + KNOWN_WITHIN_S
        while True:
            try:
                return self.run(*words)
            except CommandFailed as failed:
                if "campaign_unknown" not in str(failed) or time.monotonic() > until:
                    raise
