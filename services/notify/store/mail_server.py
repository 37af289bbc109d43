"""The mail server: one session takes several letters."""

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from typing import Final
from urllib.parse import unquote, urlsplit

from machiken.settings import Secret

TIMEOUT_S: Final = 10.0
_AWAY: Final = 421  # "service not available, closing": of the server, not the letter


class MailServerAway(Exception):  # noqa: N818 - says what was found
    """The server can't be reached, is too slow, or ended the session.

    Whether it took the letter in hand is unknown.
    """


class LetterRefused(Exception):  # noqa: N818 - says what was found
    """The server did not take this letter; it may take the next."""


class MailSession:
    """A session with the mail server."""

    def __init__(self, smtp: smtplib.SMTP) -> None:
        """Keep the connection."""
        self._smtp = smtp

    def send(self, mail: EmailMessage, *, writer: str, reader: str) -> None:
        """Hand one letter over. Raises `LetterRefused`, `MailServerAway`."""
        with _told_apart():
            self._smtp.sendmail(writer, [reader], mail.as_bytes())


class MailServer:
    """Where letters are handed over."""

    def __init__(self, url: Secret, *, timeout_s: float = TIMEOUT_S) -> None:
        """Remember the server; nothing is connected yet."""
        self._url = urlsplit(url.reveal())
        self._timeout_s = timeout_s

    @contextmanager
    def session(self) -> Iterator[MailSession]:
        """Open a session, and close it after use. Raises `MailServerAway`."""
        try:
            smtp = self._connected()
        except OSError as error:  # smtplib's own errors are such, too
            raise MailServerAway(type(error).__name__) from error
        try:
            yield MailSession(smtp)
        finally:
            # Each letter was answered for itself; the goodbye carries no news.
            with suppress(OSError):
                smtp.quit()
            smtp.close()

    def _connected(self) -> smtplib.SMTP:
        kind = smtplib.SMTP_SSL if self._url.scheme == "smtps" else smtplib.SMTP
        host = self._url.hostname or "localhost"
        smtp = kind(host, self._url.port or 0, timeout=self._timeout_s)
        try:
            if self._url.scheme == "smtp+starttls":
                smtp.starttls()
            if self._url.username:
                password = unquote(self._url.password or "")
                smtp.login(unquote(self._url.username), password)
        except OSError:
            smtp.close()
            raise
        return smtp


@contextmanager
def _told_apart() -> Iterator[None]:
    try:
        yield
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException) as error:
        code = _code(error)
        if code == _AWAY:
            raise MailServerAway(str(code)) from error
        # The server's words may quote the address: the number is enough.
        raise LetterRefused(str(code)) from error
    except OSError as error:
        raise MailServerAway(type(error).__name__) from error


def _code(
    error: smtplib.SMTPRecipientsRefused | smtplib.SMTPResponseException,
) -> int:
    if isinstance(error, smtplib.SMTPResponseException):
        return error.smtp_code
    ((code, _words),) = error.recipients.values()
    return code
