"""A report of a mail that could not be delivered is read, and nothing else is."""

from typing import Final
from uuid import UUID

import pytest

from machiken.contracts.notify import ReturnUnreadable
from services.notify.domain.mail import message_id
from services.notify.domain.returned import BYTES_MAX, read
from tests.notify.returning import report

LETTER: Final = UUID(int=7)
MAIL: Final = message_id(LETTER, 0, "no-reply@kinomachi.example")
AGAIN: Final = message_id(LETTER, 2, "no-reply@kinomachi.example")


@pytest.mark.parametrize("mail", [MAIL, AGAIN])
@pytest.mark.parametrize("whole", [True, False])
def test_the_letter_and_the_reason_are_found(mail: str, *, whole: bool) -> None:
    told = read(report(mail, status="5.2.2", whole=whole))

    assert (told.letter_id, told.message_id) == (LETTER, mail)
    assert told.status == "5.2.2"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\x00 no mail at all",
        f"Message-ID: {MAIL}\r\nStatus: 5.1.1\r\nAction: failed\r\n\r\n".encode(),
        report(MAIL, action="delayed", status="4.4.1"),
        report(MAIL, action="delivered", status="2.0.0"),
        report(MAIL, status="gone <script>"),
        report("<20261123.2@elsewhere.example>"),
        report("<" + "-" * 36 + "@kinomachi.example>"),
        report(MAIL) + b" " * BYTES_MAX,
        b"Content-Type: message/rfc822\r\n\r\n" * 10_000,
    ],
)
def test_what_tells_of_no_failed_mail_of_ours_is_refused(content: bytes) -> None:
    with pytest.raises(ReturnUnreadable):
        read(content)
