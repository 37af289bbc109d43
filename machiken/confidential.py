"""Words for one reader: encrypted where they arise, opened where they are delivered.

A one-time password or an initial password has to travel from auth to the mail, by
way of an outbox, a broker and a queue of letters. None of them may hold it in clear.
"""

from typing import NewType

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from machiken.settings import Secret

Sealed = NewType("Sealed", str)
"""An encrypted text; safe to store and to send."""


class CannotOpen(Exception):  # noqa: N818 - says what failed
    """The text was sealed with another key, or changed on its way."""


class Envelope:
    """Seals texts, and opens them again, with a key that two services share.

    Several keys, separated by commas, allow rotation: the first seals, all open.
    """

    def __init__(self, keys: Secret) -> None:
        """Remember the keys; each is a Fernet key."""
        self._fernet = MultiFernet([Fernet(key) for key in keys.reveal().split(",")])

    def seal(self, text: str) -> Sealed:
        """Return `text` so that only a holder of the key can read it."""
        return Sealed(self._fernet.encrypt(text.encode()).decode())

    def open(self, sealed: Sealed) -> str:
        """Return the text again. Raises `CannotOpen`."""
        return self.open_bytes(sealed.encode()).decode()

    def seal_bytes(self, content: bytes) -> bytes:
        """Return `content` so that only a holder of the key can read it."""
        return self._fernet.encrypt(content)

    def open_bytes(self, sealed: bytes) -> bytes:
        """Return the content again. Raises `CannotOpen`."""
        try:
            return self._fernet.decrypt(sealed)
        except InvalidToken as error:
            raise CannotOpen from error
