"""A mailbox of our own, run as its own process on sockets of its own."""

import os
import smtplib
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
import requests

from deploy.local import health
from deploy.local.site import CLONE
from deploy.local.supervision import wait_until

START_S = 20


@dataclass
class Mailbox:
    """The running mailbox and how to speak with it."""

    told: dict[str, str]
    process: subprocess.Popen[bytes] = field(init=False)

    @property
    def url(self) -> str:
        """Where its page is."""
        return f"http://{self.told['BIND']}"

    def start(self) -> None:
        """Run it and return when it is well."""
        self.process = run(self.told)
        wait_until(lambda: health.is_healthy(f"{self.url}/healthz"), START_S, "mailbox")

    def kill(self) -> None:
        """End it without a word."""
        self.process.kill()
        self.process.wait()

    def send(self, mail: EmailMessage, *, timeout_s: float = 5) -> None:
        """Send a mail as notify does."""
        host, _, port = self.told["SMTP_BIND"].partition(":")
        with smtplib.SMTP(host, int(port), timeout=timeout_s) as client:
            client.send_message(mail)

    def messages(self, query: str = "") -> list[dict[str, Any]]:
        """Return what the API lists."""
        listed: list[dict[str, Any]] = self.get(f"/api/messages{query}").json()
        return listed

    def get(self, path: str) -> requests.Response:
        """Ask for a page."""
        return requests.get(f"{self.url}{path}", timeout=5)

    def behave(self, **wanted: object) -> int:
        """Ask it to misbehave and return the status of the answer."""
        url = f"{self.url}/api/behaviour"
        return requests.post(url, json=wanted, timeout=5).status_code


def run(told: dict[str, str]) -> subprocess.Popen[bytes]:
    """Start the mailbox's process."""
    return subprocess.Popen(
        [sys.executable, "-m", "deploy.mailbox"],
        cwd=CLONE,
        env={**os.environ, **told},
        stderr=subprocess.PIPE,
    )


def free_address() -> str:
    """Return an address that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{probe.getsockname()[1]}"


@pytest.fixture
def told(tmp_path: Path) -> dict[str, str]:
    return {
        "MACHIKEN_ENV": "test",
        "SMTP_BIND": free_address(),
        "BIND": free_address(),
        "MAILBOX_FILE": str(tmp_path / "mails.sqlite3"),
    }


@pytest.fixture
def mailbox(told: dict[str, str]) -> Iterator[Mailbox]:
    running = Mailbox(told)
    running.start()
    yield running
    running.kill()
    assert running.process.stderr is not None, "it was asked for"
    running.process.stderr.close()
