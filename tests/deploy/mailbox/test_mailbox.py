"""The mailbox on real sockets: what is sent is what is shown."""

import smtplib
from email.message import EmailMessage

import pytest

from tests.deploy.mailbox.conftest import Mailbox, run

SUBJECT = "【まちの木プレミアム商品券2026】ワンタイムパスワードのお知らせ①髙﨑"
TEXT = "ワンタイムパスワード: 1234\nこの番号は10分間有効です。\n髙橋様 〜①\n"


def test_a_japanese_mail_comes_back_as_it_was_written(mailbox: Mailbox) -> None:
    mailbox.send(_mail("shop@kinomachi.example"))

    [kept] = mailbox.messages("?to=Shop@Kinomachi.example")

    assert kept["subject"] == SUBJECT
    assert kept["text"] == TEXT
    assert kept["from"] == "木ノ町事務局 <no-reply@kinomachi.example>"
    assert kept["to"] == "shop@kinomachi.example"
    assert set(kept) == {"id", "to", "from", "subject", "text", "date"}


def test_mails_are_listed_newest_last_and_by_address(mailbox: Mailbox) -> None:
    for number in range(3):
        mailbox.send(_mail("a@kinomachi.example", subject=f"{number}"))
    mailbox.send(_mail("aa@kinomachi.example", subject="another's"))

    listed = mailbox.messages("?to=a@kinomachi.example")

    assert [mail["subject"] for mail in listed] == ["0", "1", "2"]
    assert mailbox.messages(f"?to=a@kinomachi.example&after={listed[1]['id']}") == [
        listed[2]
    ]


def test_a_restart_loses_no_mail(mailbox: Mailbox) -> None:
    mailbox.send(_mail("shop@kinomachi.example"))
    before = mailbox.messages()
    mailbox.kill()
    assert mailbox.process.stderr is not None, "it was asked for"
    mailbox.process.stderr.close()

    mailbox.start()

    assert mailbox.messages() == before


def test_the_pages_show_the_mail_and_run_nothing_of_it(mailbox: Mailbox) -> None:
    mailbox.send(_mail("shop@kinomachi.example", subject="<script>x</script>"))
    [kept] = mailbox.messages()

    page = mailbox.get(f"/messages/{kept['id']}").text

    assert "ワンタイムパスワード: 1234" in page
    assert "<script>" not in page
    assert "shop@kinomachi.example" in mailbox.get("/").text


def test_a_mail_that_is_not_there_is_not_found(mailbox: Mailbox) -> None:
    assert mailbox.get("/messages/1").status_code == 404


def test_told_to_refuse_once_it_refuses_once(mailbox: Mailbox) -> None:
    mailbox.behave(mode="refuse", code=451, times=1)

    with pytest.raises(smtplib.SMTPDataError) as refused:
        mailbox.send(_mail("shop@kinomachi.example"))
    mailbox.send(_mail("shop@kinomachi.example"))

    assert refused.value.smtp_code == 451
    assert len(mailbox.messages()) == 1


@pytest.mark.parametrize(("mode", "kept"), [("drop", 0), ("lose_answer", 1)])
def test_told_to_fall_silent_it_ends_the_connection(
    mailbox: Mailbox, mode: str, kept: int
) -> None:
    mailbox.behave(mode=mode, times=1)

    with pytest.raises(smtplib.SMTPServerDisconnected):
        mailbox.send(_mail("shop@kinomachi.example"))

    assert len(mailbox.messages()) == kept


def test_told_to_be_slow_it_outlasts_a_senders_patience(mailbox: Mailbox) -> None:
    mailbox.behave(mode="slow", seconds=5, times=1)

    with pytest.raises(smtplib.SMTPServerDisconnected, match="timed out"):
        mailbox.send(_mail("shop@kinomachi.example"), timeout_s=0.5)


def test_an_unknown_behaviour_is_refused(mailbox: Mailbox) -> None:
    assert mailbox.behave(mode="explode") == 400
    assert mailbox.behave(mode="slow", colour="red") == 400


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"MACHIKEN_ENV": "production"}, b"refuses to run in production"),
        ({"BIND": "0.0.0.0:8025"}, b"is not the loopback"),
        ({"SMTP_BIND": "0.0.0.0:2525"}, b"is not the loopback"),
    ],
)
def test_it_refuses_where_it_would_do_harm(
    told: dict[str, str], change: dict[str, str], reason: bytes
) -> None:
    with run({**told, **change}) as process:
        _, said = process.communicate(timeout=20)

    assert process.returncode == 1
    assert reason in said


def _mail(to: str, *, subject: str = SUBJECT) -> EmailMessage:
    mail = EmailMessage()
    mail["Subject"] = subject
    mail["From"] = "木ノ町事務局 <no-reply@kinomachi.example>"
    mail["To"] = to
    mail.set_content(TEXT, charset="utf-8", cte="base64")
    mail.add_alternative("<p>1234</p>", subtype="html", cte="base64")
    return mail
