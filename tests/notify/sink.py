"""A mail server of the tests' own: takes mails, or misbehaves as told."""

import asyncio
import email
import email.policy
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

from machiken.settings import Secret
from services.notify.store.mail_server import MailServer


class Sink:
    """Keeps the mails it took, in order; `conduct` decides about each."""

    def __init__(self) -> None:
        """Take everything, until told otherwise."""
        self.mails: list[EmailMessage] = []
        self.sources: list[bytes] = []
        self.sessions = 0
        self.delay_s = 0.0
        self.refuse: Callable[[EmailMessage], str | None] = lambda _: None
        self.refuse_sender = ""
        self.arrived = threading.Event()
        self.hold: Callable[[EmailMessage], threading.Event | None] = lambda _: None
        self.held = threading.Event()
        self.drop_after_taking = 0
        self._lock = threading.Lock()
        self.port = 0

    async def handle_EHLO(  # noqa: N802 - aiosmtpd's hook
        self, server: SMTP, session: Any, envelope: Any, host: str, answers: list[str]
    ) -> list[str]:
        """Count the session."""
        del server, envelope
        self.sessions += 1
        session.host_name = host
        return answers

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's hook
        self,
        server: SMTP,
        session: Any,
        envelope: Any,
        address: str,
        mail_options: list[str],
    ) -> str:
        """Take the sender, unless told otherwise."""
        del server, session
        if self.refuse_sender:
            return self.refuse_sender
        envelope.mail_from = address
        envelope.mail_options.extend(mail_options)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - aiosmtpd's hook
        self, server: SMTP, session: Any, envelope: Any
    ) -> str:
        """Take the mail, or do what was asked."""
        del session
        await asyncio.sleep(self.delay_s)
        message = email.message_from_bytes(
            envelope.content, _class=EmailMessage, policy=email.policy.default
        )
        holding = self.hold(message)
        if holding is not None:
            self.held.set()
            await asyncio.to_thread(holding.wait)
        refusal = self.refuse(message)
        if refusal is not None:
            return refusal
        with self._lock:
            self.mails.append(message)
            self.sources.append(bytes(envelope.content))
            self.arrived.set()
        if self.drop_after_taking:
            self.drop_after_taking -= 1
            server.transport.abort()
        return "250 taken"

    @property
    def server(self) -> MailServer:
        """Return the way to this server, with a short patience."""
        return MailServer(Secret(f"smtp://127.0.0.1:{self.port}"), timeout_s=0.5)

    def to(self, reader: str) -> list[EmailMessage]:
        """Return the mails to one reader."""
        return [mail for mail in self.mails if mail["To"] == reader]


class Knocking(Controller):  # type: ignore[misc] # aiosmtpd ships no types
    """A controller that knocks at its own server without TLS; it trusts nobody."""

    def _trigger_server(self) -> None:
        """Have the server make its first session."""
        socket.create_connection((self.hostname, self.port)).close()


@contextmanager
def listening(sink: Sink, port: int = 0, **tls: Any) -> Iterator[Sink]:
    """Have the sink listen, on a free port unless told."""
    sink.port = port or free_port()
    controller = Knocking(sink, hostname="127.0.0.1", port=sink.port, **tls)
    controller.start()
    try:
        yield sink
    finally:
        controller.stop()


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        port: int = nobody.getsockname()[1]
    return port


def words(mail: EmailMessage) -> str:
    """Return the plain text of a mail, with our line ends."""
    body = mail.get_body(("plain",))
    assert body is not None
    text: str = body.get_content()
    return text.replace("\r\n", "\n")
