from pathlib import Path

from deploy.mailbox.mails import Mails

RAW = (
    b"Subject: =?utf-8?b?5ZWG5ZOB5Yi4?=\r\n"
    b"Content-Type: text/plain; charset=%s\r\n\r\n%s"
)


def test_only_the_newest_are_kept_and_numbers_go_on(tmp_path: Path) -> None:
    mails = Mails(tmp_path / "mails.sqlite3", most=3)

    for _ in range(5):
        mails.keep(RAW % (b"us-ascii", b"x"), sender="", recipients=["a@b.example"])

    assert [mail.id for mail in mails.listed()] == [3, 4, 5]


def test_a_mail_to_several_is_found_by_each(tmp_path: Path) -> None:
    mails = Mails(tmp_path / "mails.sqlite3")
    mails.keep(RAW % (b"us-ascii", b"x"), sender="", recipients=["A@b.jp", "c@b.jp"])

    assert [len(mails.listed(to=to)) for to in ("a@b.jp", "c@b.jp", "b.jp")] == [
        1,
        1,
        0,
    ]


def test_an_unknown_character_set_costs_no_mail(tmp_path: Path) -> None:
    mails = Mails(tmp_path / "mails.sqlite3")
    mails.keep(RAW % (b"x-none", "券".encode()), sender="", recipients=["a@b.jp"])

    [mail] = mails.listed()

    assert mail.subject == "商品券"
    assert mail.text.strip() == "券"
