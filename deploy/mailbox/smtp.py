"""The SMTP side: every mail to anybody is taken and kept."""

import asyncio
from typing import Any

from aiosmtpd.controller import Controller

from deploy.mailbox.behaviour import Conduct, Mode
from deploy.mailbox.mails import Mails

MAIL_BYTES_MAX = 10_000_000


class Sink:
    """Takes mails in, as well or as badly as it is told."""

    def __init__(self, mails: Mails, conduct: Conduct) -> None:
        """Remember where mails go."""
        self._mails = mails
        self._conduct = conduct

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Keep a mail, unless told otherwise."""
        behaviour = self._conduct.for_next()
        if behaviour.mode is Mode.REFUSE:
            return f"{behaviour.code} told to refuse"
        if behaviour.mode is Mode.SLOW:
            await asyncio.sleep(behaviour.seconds)
        if behaviour.mode is not Mode.DROP:
            self._mails.keep(
                envelope.content,
                sender=envelope.mail_from or "",
                recipients=envelope.rcpt_tos,
            )
        if behaviour.mode in {Mode.DROP, Mode.LOSE_ANSWER}:
            server.transport.abort()
        return "250 OK"


def controller(mails: Mails, conduct: Conduct, address: str) -> Controller:
    """Return the server for `address` (host:port), not yet started."""
    host, _, port = address.rpartition(":")
    return Controller(
        Sink(mails, conduct),
        hostname=host,
        port=int(port),
        server_hostname="mailbox.kinomachi.example",
        data_size_limit=MAIL_BYTES_MAX,
        enable_SMTPUTF8=True,
    )
