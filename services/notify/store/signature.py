"""DKIM: our own signature on mails, where the town's mail server makes none."""

import re
import stat
from collections.abc import Sequence
from email import message_from_bytes
from pathlib import Path
from typing import Final

import dkim
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

KEY_BITS_MIN: Final = 2048
_NAME: Final = re.compile(r"[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*")
_FOR_OTHERS: Final = stat.S_IRWXO | stat.S_IWGRP
# Each is signed once more than it is there: one that is added later breaks the mail.
_SIGNED: Final = (
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "MIME-Version",
    "Content-Type",
)


class SignatureUnfit(Exception):  # noqa: N818 - says what was found
    """The settings of DKIM are not whole, or the key is none that we can sign with."""


class Signer:
    """Signs the mails of one domain, and of those below it."""

    def __init__(self, *, domain: str, selector: str, key: bytes) -> None:
        """Keep the key, which is PEM. Raises `SignatureUnfit`."""
        for name, value in (("DKIM_DOMAIN", domain), ("DKIM_SELECTOR", selector)):
            if not _NAME.fullmatch(value):
                raise SignatureUnfit(f"{name} is no name in DNS, in small letters")
        self._domain = domain
        self._selector = selector
        self._key = _rsa(key)

    def signed(self, mail: bytes, *, writer: str) -> bytes:
        """Return the mail with its signature; as it is where the domain is another's.

        A signature that does not stand for the writer's domain proves nothing of it.
        """
        host = writer.rpartition("@")[2].lower()
        if not f".{host}".endswith(f".{self._domain}"):
            return mail
        signature: bytes = dkim.sign(
            mail,
            self._selector.encode(),
            self._domain.encode(),
            self._key,
            canonicalize=(b"relaxed", b"relaxed"),
            include_headers=_once_more(mail),
        )
        return signature + mail


def signer(*, domain: str, selector: str, key_file: str) -> Signer | None:
    """Return who signs, or None where none of the three is set.

    Raises `SignatureUnfit`: a town that wants signatures must not send without them.
    """
    told = {
        "DKIM_DOMAIN": domain,
        "DKIM_SELECTOR": selector,
        "DKIM_KEY_FILE": key_file,
    }
    missing = [name for name, value in told.items() if not value]
    if len(missing) == len(told):
        return None
    if missing:
        raise SignatureUnfit(f"missing beside the others: {', '.join(missing)}")
    return Signer(domain=domain, selector=selector, key=_read(Path(key_file)))


def _read(file: Path) -> bytes:
    try:
        if file.stat().st_mode & _FOR_OTHERS:
            raise SignatureUnfit("DKIM_KEY_FILE is open to others: chmod 600, or 640")
        return file.read_bytes()
    except OSError as error:
        raise SignatureUnfit(f"DKIM_KEY_FILE: {error.strerror}") from error


def _rsa(pem: bytes) -> bytes:
    try:
        key = load_pem_private_key(pem, password=None)
    except (ValueError, TypeError) as error:  # TypeError: it wants a password
        raise SignatureUnfit("DKIM_KEY_FILE holds no open PEM key") from error
    if not isinstance(key, RSAPrivateKey) or key.key_size < KEY_BITS_MIN:
        raise SignatureUnfit(f"DKIM_KEY_FILE: no RSA key of {KEY_BITS_MIN} bits")
    return key.private_bytes(
        Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption()
    )


def _once_more(mail: bytes) -> Sequence[bytes]:
    message = message_from_bytes(mail)
    return [
        name.lower().encode()
        for name in _SIGNED
        for _ in range(len(message.get_all(name, [])) + 1)
    ]
