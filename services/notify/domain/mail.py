"""A letter as a mail: headers that cannot be forged, words in two forms."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import Final

from machiken.town_time import TOWN_TIME
from services.notify.domain.prose import (
    Prose,
    as_html,
    as_text,
    one_line,
    subject_of,
)

# Deliberately narrower than the standard: no quotes, no comments, no line breaks.
_ADDRESS: Final = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+")


class Unmailable(Exception):  # noqa: N818 - says what cannot be done
    """A letter can't become a mail as it stands; others can."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """Who writes to whom, when, and by which id a repeat is known."""

    writer_name: str
    writer: str
    reader: str
    message_id: str
    written_at: datetime


def mail(parts: Sequence[Prose], envelope: Envelope) -> EmailMessage:
    """Return the mail, its parts below each other.

    Raises `Unmailable` where an address is none.
    """
    for address in (envelope.writer, envelope.reader):
        if not _ADDRESS.fullmatch(address):
            raise Unmailable("an address is malformed")
    message = EmailMessage(policy=SMTP)
    writer = Address(one_line(envelope.writer_name), addr_spec=envelope.writer)
    message["From"] = writer
    message["To"] = Address(addr_spec=envelope.reader)
    message["Subject"] = one_line(subject_of(*parts))
    message["Date"] = envelope.written_at.astimezone(TOWN_TIME)
    message["Message-ID"] = envelope.message_id
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(as_text(*parts), charset="utf-8", cte="base64")
    message.add_alternative(
        as_html(*parts), subtype="html", charset="utf-8", cte="base64"
    )
    # After the content, which resets such headers.
    message["Content-Language"] = ", ".join(part.language for part in parts)
    return message


def message_id(letter_id: object, resent: int, writer: str) -> str:
    """Return the id of a letter's mail: the same however often it is tried.

    Another one where somebody had it sent again, for mail programs hide a repeat.
    """
    local = f"{letter_id}.{resent}" if resent else letter_id
    return f"<{local}@{writer.rpartition('@')[2]}>"
