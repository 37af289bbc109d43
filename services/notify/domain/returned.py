"""A mail that came back: which letter of ours it was, and why (RFC 3464)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, message_from_string
from email.message import Message
from typing import Final
from uuid import UUID

from machiken.contracts.notify import ReturnUnreadable

BYTES_MAX: Final = 400_000
"""A report holds our mail once, which has some twenty thousand."""

_STATUS: Final = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
_UUID: Final = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_OURS: Final = re.compile(rf"<({_UUID})(?:\.\d{{1,9}})?@[A-Za-z0-9.-]+>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """A mail of ours that did not arrive."""

    letter_id: UUID
    message_id: str
    status: str
    """The enhanced status code, as 5.1.1: there is nobody of this name."""


def read(content: bytes) -> Returned:
    """Return what the report tells. Raises `ReturnUnreadable`.

    A mail that is late only has not come back.
    """
    if len(content) > BYTES_MAX:
        raise ReturnUnreadable
    try:
        parts = list(message_from_bytes(content).walk())
    except RecursionError as error:  # parts within parts within parts
        raise ReturnUnreadable from error
    status = next(_failures(parts), None)
    found = next(_ours(parts), None)
    if status is None or found is None:
        raise ReturnUnreadable
    return Returned(letter_id=UUID(found[1]), message_id=found[0], status=status)


def _failures(parts: list[Message]) -> Iterator[str]:
    for part in parts:
        status = _STATUS.match(_header(part, "Status"))
        if status and _header(part, "Action").lower() == "failed":
            yield status[0]


def _ours(parts: list[Message]) -> Iterator[re.Match[str]]:
    for part in parts[1:]:  # the first is the report itself
        found = _OURS.fullmatch(_header(_told_by(part), "Message-ID"))
        if found is not None:
            yield found


def _told_by(part: Message) -> Message:
    """Return the part, or the mail whose heading it is."""
    if part.get_content_type() != "text/rfc822-headers":
        return part
    heading = part.get_payload(decode=True)
    assert isinstance(heading, bytes), "text is no multipart"
    return message_from_string(heading.decode("ascii", "replace"))


def _header(part: Message, name: str) -> str:
    return str(part.get(name, "")).strip()
