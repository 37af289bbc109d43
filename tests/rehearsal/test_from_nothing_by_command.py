"""From an empty installation to a running campaign by commands, as by clicking."""

import json
from pathlib import Path
from typing import Any, Final

import pytest
from click.testing import CliRunner

from deploy.demo import town as demo
from deploy.demo.mails import after_word
from deploy.demo.shop import Shop
from deploy.local.supervision import wait_until
from services.gateway.cli import machiken
from tests.auth.applications import OAK as SAMPLE
from tests.auth.applications import changed, csv_file
from tests.journeys.asking import ask
from tests.journeys.town import Town

EMAIL: Final = "kashi@kashi.kinomachi.example"
ASKS: Final = "tsurumaki@shop.kinomachi.example"
NOTICE: Final = "利用期限にご注意ください。"

pytestmark = pytest.mark.usefixtures("operators")


@pytest.fixture(autouse=True)
def issuer(bare: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every command be about this year's campaign."""
    monkeypatch.setenv("ISSUER_CODE", bare.rules.issuer_code)


def run(*command: str, exits: int = 0) -> Any:
    """Run a command that ends with this code; return what it answered."""
    result = CliRunner().invoke(machiken, [*command, "--json"])
    assert result.exit_code == exits, result.output
    return json.loads(result.stdout.splitlines()[-1])


def test_a_campaign_is_running_after_so_many_commands(
    bare: Town, tmp_path: Path
) -> None:
    told = ("--login-id", "kanri01", "--name", "管理 花子", "--email")
    run("officer", "register", *told, "kanri@kinomachi.example")
    assert [each["login_id"] for each in run("officer", "list")["officers"]] == [
        "kanri01"
    ]
    set_up(bare, tmp_path)
    shop = joined(bare, tmp_path)
    code = on_sale(tmp_path)
    noticed(bare, shop)
    asked(bare)

    shop.redeem(shop.read(shop.begin(1000), code)).expect("決済完了")
    shop.browser.close()

    [receipt] = run("payment", "list", "--code", "a01")["receipts"]
    shown = run("payment", "show", receipt["checkout_id"])
    assert shown["serials"] == [1]
    found = run("search", "--serial", "1")["voucher"]
    assert found["payments"][0]["payment_no"] == receipt["payment_no"]
    assert run("verify", "--settle-s", "30")["clean"]
    assert run("settlement", "ledger")["owed"] == 1000


def set_up(bare: Town, folder: Path) -> None:
    """Apply the campaign's file."""
    file = folder / "campaign.toml"
    year = bare.today.year
    windows = (
        f"recruit_first_on = {year}-01-01\nrecruit_deadlines = [{year}-12-31]\n[switch"
    )
    text = demo.campaign_file(bare.today).replace("[switch", windows)
    file.write_text(text, encoding="utf-8")
    assert run("campaign", "preview", str(file))["is_new"]
    run("campaign", "apply", str(file))
    bare.wait_known(bare.rules.issuer_code)
    [line] = run("campaign", "list")["lines"]
    assert line["issuer_code"] == bare.rules.issuer_code


def joined(bare: Town, folder: Path) -> Shop:
    """Take an application, turn another down, and sign in by the completion mail."""
    day = bare.today.isoformat()
    file = folder / "申込.csv"
    file.write_bytes(csv_file(changed(SAMPLE, 申込日=day, メールアドレス=EMAIL)))
    looked = run("merchant", "import", str(file), "--dry-run")
    assert run("merchant", "intake", looked["intake_id"])["merchants"] == 1
    run("merchant", "import", str(file))
    other = ("--code", "a09", "--name", "竹屋", "--company-code", "A009")
    who = ("--representative", "竹内 茂", "a09shigeru", "take@kinomachi.example")
    more = ("--company-name", "竹屋商店", "--applied-on", day)
    run("merchant", "apply", *other, *more, *who)
    corrected = run("merchant", "correct", "--code", "a09", "--name", "竹屋 本店")
    assert corrected["state"] == "applied"
    down = run("merchant", "turn-down", "--code", "a09", "--reason", "対象外")
    assert down["state"] == "turned_down"
    run("merchant", "certify", "a01")
    run("merchant", "accounts", "a01", "--wait-s", "30")
    run("merchant", "send-invitations", "--recruitment", "1")
    mail = bare.mailbox.wait(EMAIL, lambda mail: "登録完了" in mail["subject"])
    shop = Shop(bare.urls["SHOP_URL"], bare.rules.issuer_code)
    password = after_word(mail, "初期パスワード")
    shop.sign_in("a01", SAMPLE[7], password, mailbox=bare.mailbox, email=EMAIL)
    assert run("merchant", "show", "--code", "a01")["line"]["state"] == "active"
    return shop


def on_sale(folder: Path) -> str:
    """Issue vouchers, fetch their files and sell them; return the first one's code."""
    batch = run("voucher", "issue", "--count", "5", "--wait-s", "60")["batch_id"]
    sheet, codes = folder / "sheet.pdf", folder / "codes.csv"
    run("voucher", "sheet", batch, "--out", str(sheet))
    run("voucher", "codes", batch, "--out", str(codes))
    run("voucher", "activate", batch)
    assert sheet.read_bytes().startswith(b"%PDF")
    return codes.read_text().splitlines()[0].partition(",")[2].strip()


def noticed(bare: Town, shop: Shop) -> None:
    """Publish a notice, which the shop sees."""
    day = bare.today.isoformat()
    run("notice", "publish", "--from", day, "--to", day, "--text", NOTICE)
    wait_until(lambda: NOTICE in shop.browser.open(shop.url).text, 20.0, "the notice")


def asked(bare: Town) -> None:
    """Answer what a visitor asks."""
    ask(bare, ASKS).expect("お問い合わせを受け付けました")
    [inquiry] = run("inquiry", "list")["inquiries"]
    run("inquiry", "answer", str(inquiry["number"]), "--text", "認定証をご覧ください。")
    bare.mailbox.wait(ASKS, lambda mail: "への回答" in mail["subject"])
