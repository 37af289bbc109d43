"""Nothing can be done only by clicking: the office's day by command."""

from pathlib import Path

from deploy.demo import town as demo
from tests.auth.applications import OAK as SAMPLE
from tests.auth.applications import changed, csv_file, xlsx_file
from tests.journeys.terminal import Terminal
from tests.journeys.town import Town

OAK = changed(
    SAMPLE,
    加盟店コード="c01",
    会社コード="C0A1",
    ログインID="c01ichiro",
    メールアドレス="c01@kashi.kinomachi.example",
)


def test_letters_are_read_beforehand(
    terminal: Terminal, town: Town, tmp_path: Path
) -> None:
    file = tmp_path / "campaign.toml"
    told = demo.campaign_file(town.today)
    file.write_text('mail_languages = ["en"]\n' + told)

    [now] = terminal.run("campaign", "mails", "--kind", "refund_completed")["letters"]
    [then] = terminal.run("campaign", "mails", str(file), "--kind", now["kind"])[
        "letters"
    ]

    assert "返金完了のお知らせ / Refund complete" in now["subject"]
    assert then["subject"] == f"[{town.rules.name}] Refund complete"
    assert "返金" not in then["text"]
    file.write_text('mail_languages = ["fr"]\n' + told)
    refused = terminal.run("campaign", "mails", str(file), exits=1)
    assert 'mail_languages: ["ja"]' in refused["facts"]["why"]


def test_a_list_is_tried_taken_certified_and_told(
    terminal: Terminal, town: Town, tmp_path: Path
) -> None:
    wrong, right = tmp_path / "wrong.csv", tmp_path / "right.xlsx"
    wrong.write_bytes(csv_file(changed(OAK, 申込日="soon"), encoding="cp932"))
    right.write_bytes(xlsx_file(OAK))

    [finding] = terminal.run("merchant", "import", str(wrong), exits=1)["findings"]
    tried = terminal.run("merchant", "import", str(right), "--dry-run")
    taken = terminal.run("merchant", "import", str(right))

    assert (finding["row"], finding["kind"]) == (2, "finding_day_malformed")
    assert (tried["merchants"], tried["applied_at"]) == (1, None)
    assert taken["applied_at"]
    assert terminal.run("merchant", "certify", "c01")["count"] == 1
    made = terminal.run("merchant", "accounts", "c01", "--wait-s", "30")
    assert made["count"] == 1
    town.mailbox.wait(OAK[8], lambda mail: "登録完了" in mail["subject"])
    shown = terminal.run("merchant", "show", "--code", "c01")
    assert [each["state"] for each in reversed(shown["history"])] == [
        "applied",
        "certified",
        "registered",
        "notified",
    ]


def test_a_merchant_is_suspended_and_goes_on(terminal: Terminal) -> None:
    told = ("--code", "p01", "--issuer", "KNMPAST01", "--reason", "閉店")

    assert terminal.run("merchant", "suspend", *told)["state"] == "suspended"
    [line] = terminal.run(
        "merchant", "list", "--issuer", "KNMPAST01", "--state", "suspended"
    )
    assert line["merchant_code"] == "p01"
    assert terminal.run("merchant", "reinstate", *told)["state"] != "suspended"
    unknown = terminal.run("merchant", "show", "--code", "zzz", exits=1)
    assert unknown["refusal"] == "auth.merchant_unknown"


def test_a_change_is_previewed_and_the_history_read(
    terminal: Terminal, town: Town, tmp_path: Path
) -> None:
    file = tmp_path / "campaign.toml"
    text = demo.campaign_file(town.today)
    file.write_text(text.replace("limit = 100000", "limit = 90000"))

    shown = terminal.run("campaign", "preview", str(file))
    history = terminal.run("campaign", "history")

    assert [each["rule"] for each in shown["changes"]] == ["limit"]
    assert history["versions"][-1]["version"] == 1


def test_vouchers_are_listed_and_found(terminal: Terminal) -> None:
    batches = terminal.run("voucher", "list")

    assert batches[-1]["batch"]["first_serial"] == 1
    assert terminal.run("search", "--serial", "1")["voucher"]["serial"] == 1
    assert terminal.run("search", "--serial", "99999999")["voucher"] is None
    assert "unsent" in terminal.run("overview")
