"""The mail server: one session takes several letters, over a proven connection.

Every wait has its limit, and so has the session as a whole: a server that sends its
answer a letter at a time would otherwise never be too slow for any single wait.
"""

import smtplib
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final
from urllib.parse import unquote, urlsplit

from machiken.settings import Secret

TIMEOUT_S: Final = 10.0
SESSION_S_MAX: Final = 110.0
_SCHEMES: Final = frozenset({"smtp", "smtp+starttls", "smtps"})
_AWAY: Final = 421  # "service not available, closing": of the server, not the letter
_FOR_GOOD: Final = 500
_READY: Final = 220


class MailServerUnfit(Exception):  # noqa: N818 - says what was found
    """The address is none of a mail server, or would send its password in clear."""


class MailServerAway(Exception):  # noqa: N818 - says what was found
    """The server can't be reached, is not who it should be, is too slow, or hung up.

    Whether it took the letter in hand is unknown.
    """


class LetterRefused(Exception):  # noqa: N818 - says what was found
    """The server did not take this letter; it may take the next."""

    def __init__(self, code: int, *, for_good: bool) -> None:
        """Keep the server's number; its words may quote the address."""
        super().__init__(str(code))
        self.for_good = for_good


class MailSession:
    """A session with the mail server."""

    def __init__(self, smtp: smtplib.SMTP) -> None:
        """Keep the connection."""
        self._smtp = smtp

    def send(self, mail: bytes, *, writer: str, reader: str) -> None:
        """Hand one letter over. Raises `LetterRefused`, `MailServerAway`."""
        with _told_apart():
            self._smtp.sendmail(writer, [reader], mail)


class MailServer:
    """Where letters are handed over."""

    def __init__(
        self,
        url: Secret,
        *,
        timeout_s: float = TIMEOUT_S,
        session_s: float = SESSION_S_MAX,
        trusted: str | None = None,
    ) -> None:
        """Remember the server; nothing is connected yet. Raises `MailServerUnfit`.

        `trusted` is a file of certificates to trust instead of the system's own.
        """
        self._url = urlsplit(url.reveal())
        self._timeout_s = timeout_s
        self._session_s = session_s
        self._tls = ssl.create_default_context(cafile=trusted)
        if self._url.scheme not in _SCHEMES:
            raise MailServerUnfit(f"SMTP_URL begins with none of {sorted(_SCHEMES)}")
        if self._url.scheme == "smtp" and self._url.username:
            raise MailServerUnfit("SMTP_URL would send its password in clear")

    @contextmanager
    def session(self) -> Iterator[MailSession]:
        """Open a session, and close it after use. Raises `MailServerAway`."""
        smtp = self._unconnected()
        with _cut_after(self._session_s, smtp):
            try:
                self._connect(smtp)
            except OSError as error:  # smtplib's own errors are such, too
                smtp.close()
                raise MailServerAway(type(error).__name__) from error
            try:
                yield MailSession(smtp)
            finally:
                # Each letter was answered for itself; the goodbye carries no news.
                with suppress(OSError):
                    smtp.quit()
                smtp.close()

    def _unconnected(self) -> smtplib.SMTP:
        if self._url.scheme == "smtps":
            return smtplib.SMTP_SSL(timeout=self._timeout_s, context=self._tls)
        return smtplib.SMTP(timeout=self._timeout_s)

    def _connect(self, smtp: smtplib.SMTP) -> None:
        host = self._url.hostname or "localhost"
        # `connect` forgets it, and TLS must know whose certificate to ask for.
        smtp._host = host  # type: ignore[attr-defined] # noqa: SLF001
        code, _ = smtp.connect(host, self._url.port or 0)
        if code != _READY:
            raise smtplib.SMTPConnectError(code, "")
        if self._url.scheme == "smtp+starttls":
            smtp.starttls(context=self._tls)
        if self._url.username:
            password = unquote(self._url.password or "")
            smtp.login(unquote(self._url.username), password)


@contextmanager
def _cut_after(seconds: float, smtp: smtplib.SMTP) -> Iterator[None]:
    limit = threading.Timer(seconds, _cut, [smtp])
    limit.daemon = True
    limit.start()
    try:
        yield
    finally:
        limit.cancel()


def _cut(smtp: smtplib.SMTP) -> None:
    if smtp.sock is not None:
        with suppress(OSError):
            # The plain socket's, so that whoever reads by TLS hears of it as an error.
            socket.socket.shutdown(smtp.sock, socket.SHUT_RDWR)


@contextmanager
def _told_apart() -> Iterator[None]:
    try:
        yield
    except smtplib.SMTPSenderRefused as error:
        # That is about us, or the campaign; the reader may be as good as any.
        raise _refused(error.smtp_code, for_good=False) from error
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException) as error:
        code = _code(error)
        raise _refused(code, for_good=code >= _FOR_GOOD) from error
    except OSError as error:
        raise MailServerAway(type(error).__name__) from error


def _refused(code: int, *, for_good: bool) -> Exception:
    if code == _AWAY:
        return MailServerAway(str(code))
    return LetterRefused(code, for_good=for_good)


def _code(
    error: smtplib.SMTPRecipientsRefused | smtplib.SMTPResponseException,
) -> int:
    if isinstance(error, smtplib.SMTPResponseException):
        return error.smtp_code
    ((code, _words),) = error.recipients.values()
    return code
