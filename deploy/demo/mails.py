"""The mailbox as its owner sees it: waiting for a mail, and reading what it says."""

import re
import time
from collections.abc import Callable
from typing import Any

import requests

PATIENCE_S = 20.0
LOOK_EVERY_S = 0.1

Mail = dict[str, Any]


class NoMail(Exception):  # noqa: N818 - says what did not happen
    """The mail did not come in time."""


class Mailbox:
    """Reads the mails of the demo's mailbox over its JSON interface."""

    def __init__(self, url: str) -> None:
        """Remember where it is."""
        self._url = url
        self.session = requests.Session()
        self.session.trust_env = False

    def mails(self, to: str) -> list[Mail]:
        """Return the mails to an address, oldest first."""
        answer = self.session.get(
            f"{self._url}/api/messages", params={"to": to}, timeout=PATIENCE_S
        )
        answer.raise_for_status()
        mails: list[Mail] = answer.json()
        return mails

    def wait(self, to: str, wanted: Callable[[Mail], bool], *, after: int = 0) -> Mail:
        """Return the newest wanted mail beyond the first `after` ones.

        Raises `NoMail` where none comes within `PATIENCE_S` seconds.
        """
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            for mail in reversed(self.mails(to)[after:]):
                if wanted(mail):
                    return mail
            time.sleep(LOOK_EVERY_S)
        raise NoMail(f"no such mail to {to} within {PATIENCE_S:.0f} s")

    def count(self, to: str) -> int:
        """Return how many mails an address has got."""
        return len(self.mails(to))


def after_word(mail: Mail, word: str) -> str:
    """Return what a mail says behind a word and a colon, up to the end of its line."""
    found = re.search(rf"{re.escape(word)}\s*[:：]\s*(\S+)", mail["text"])
    if found is None:
        raise NoMail(f"the mail 「{mail['subject']}」 says nothing of {word}")
    return found[1]


def number_alone(mail: Mail) -> str:
    """Return the one-time password: the number that stands alone on its line."""
    found = re.search(r"^\s*(\d{4,8})\s*$", mail["text"], re.MULTILINE)
    if found is None:
        raise NoMail(f"the mail 「{mail['subject']}」 has no number on its own line")
    return found[1]
