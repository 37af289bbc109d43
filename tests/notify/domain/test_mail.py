import email
import email.policy
from dataclasses import replace

import pytest

from services.notify.domain.mail import Envelope, Unmailable, mail, message_id
from services.notify.domain.prose import Paragraph, Prose
from tests.notify.town import NOON

ENVELOPE = Envelope(
    writer_name="木ノ町 ①髙﨑",
    writer="shohinken@kinomachi.example",
    reader="hanako@bakery.example",
    message_id="<1@kinomachi.example>",
    written_at=NOON,
)
PROSE = Prose("【重要】①髙﨑𠮷 " + "長い件名" * 20, [Paragraph("髙橋 様\nこんにちは")])


def test_japanese_headers_and_words_come_back_as_they_were() -> None:
    raw = mail([PROSE], ENVELOPE).as_bytes()

    back = email.message_from_bytes(raw, policy=email.policy.default)

    assert raw.isascii()
    assert max(map(len, raw.splitlines())) <= 78
    assert back["Subject"] == PROSE.subject
    assert back["From"].addresses[0].display_name == "木ノ町 ①髙﨑"
    assert back["Date"].datetime == NOON
    text, html = back.iter_parts()
    assert (text.get_content_type(), html.get_content_type()) == (
        "text/plain",
        "text/html",
    )
    assert text["Content-Transfer-Encoding"] == "base64"
    assert "髙橋 様" in text.get_content()


def test_a_mail_says_that_no_person_wrote_it_and_in_which_language() -> None:
    message = mail([PROSE], ENVELOPE)

    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "ja"
    assert message["Message-ID"] == "<1@kinomachi.example>"


def test_no_name_forges_a_header() -> None:
    evil = "花子\r\nBcc: thief@evil.example\r\n\r\nfree text"
    message = mail([Prose(evil, [Paragraph("x")])], replace(ENVELOPE, writer_name=evil))

    back = email.message_from_bytes(message.as_bytes(), policy=email.policy.default)

    assert back["Bcc"] is None
    assert back["Subject"].startswith("花子 Bcc: thief")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "hanako",
        "a@b@c.example",
        "hanako@bakery.example\r\nBcc: x@y.example",
        "hanako@bakery.example, x@y.example",
        "花子@bakery.example",
    ],
)
def test_a_malformed_address_gets_no_mail(address: str) -> None:
    with pytest.raises(Unmailable):
        mail([PROSE], replace(ENVELOPE, reader=address))


def test_the_id_of_a_letter_is_the_same_at_each_try() -> None:
    assert message_id(7, 0, "a@kinomachi.example") == "<7@kinomachi.example>"
    assert message_id(7, 2, "a@kinomachi.example") == "<7.2@kinomachi.example>"
