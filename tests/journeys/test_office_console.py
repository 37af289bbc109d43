"""The office's day at the console: everything by pages, from a list to a search."""

import re
import uuid
from functools import partial
from pathlib import Path

import pytest

from deploy.demo.browser import Page
from deploy.local.supervision import wait_until
from tests.auth.applications import OAK as SAMPLE
from tests.auth.applications import changed, csv_file, xlsx_file
from tests.journeys.console import Console
from tests.journeys.people import Merchant
from tests.journeys.terminal import Terminal
from tests.journeys.till import Till
from tests.journeys.town import Town
from tests.notify.returning import report

OAK = changed(SAMPLE, 加盟店コード="j01", メールアドレス="j01@kashi.kinomachi.example")
PATHS = (
    "/",
    "/campaigns",
    "/campaigns/KNM{year}01",
    "/campaigns/KNM{year}01/mails",
    "/campaigns/change",
    "/campaigns/change?of=KNM{year}01",
    "/merchants",
    "/merchants?state=applied&window=1&text=a&page=1",
    "/merchants/new",
    "/merchants/intake",
    "/merchants/intake/sample.csv",
    "/vouchers",
    "/vouchers/new",
    "/vouchers/new?count=5&sample=1",
    "/vouchers/sale",
    "/vouchers/loss?serial=1",
    "/search",
    "/ledger",
    "/password",
    "/sessions",
)


INTAKE = "/merchants/intake"
SEEN_WITHIN_S = 20.0
LOST = Merchant(
    code="j02",
    name="迷子商店",
    company_code="J002",
    company_name="迷子",
    representative="迷子 届",
    login_id="maigo02",
)
SENT = """
select message_id from letter where facts ->> 'login_id' = :login_id
and sent_at is not null
"""


@pytest.fixture(scope="module")
def console(town: Town) -> Console:
    return Console(town)


def linked(page: Page, pattern: str) -> str:
    found = re.search(rf'href="/office({pattern})"', page.html)
    assert found, f"{page.url} leads to no {pattern}"
    return found[1]


def test_every_page_of_the_console_can_be_opened(console: Console, town: Town) -> None:
    for path in PATHS:
        page = console.open(path.format(year=town.today.year))

        assert page.status == 200, page.url
        assert page.refusal is None, page.url


def test_a_list_with_findings_is_shown_row_by_row(console: Console) -> None:
    wrong = csv_file(changed(OAK, 申込日="2026-02-30", 加盟店コード="!"))

    page = console.upload(INTAKE, INTAKE, file=("申込.csv", wrong))

    page.expect("直すところが 2 件あります").expect("日付として読めません")
    assert not page.has_form("/merchants/intake/")


def test_a_merchant_goes_from_the_list_to_its_mail(
    console: Console, town: Town
) -> None:
    page = console.upload(INTAKE, INTAKE, file=("申込.xlsx", xlsx_file(OAK)))
    page = console.browser.submit(page, page.form("/merchants/intake/"))
    page.expect("1店の申込を取り込みました")
    path = linked(page, r"/merchants/[0-9a-f-]{36}")
    console.open(path).expect("アカウントは、登録のときに作られます")
    for step in ("certification", "registration"):
        merchant_id = path.rpartition("/")[2]
        url = f"/merchants/{step}?merchant_id={merchant_id}"
        console.send(url, f"/merchants/{step}")

    def is_told() -> bool:
        return "通知済み" in console.open(path).text

    wait_until(is_told, 30.0, "the merchant's people have accounts")
    mail = town.mailbox.wait(OAK[8], lambda mail: "登録完了" in mail["subject"])
    assert "j01" in mail["text"]
    console.open(f"{path}/payments").expect("まだ決済はありません")
    suspended = console.send(
        f"{path}/suspension", "/suspension", reason="店主のお申し出"
    )
    suspended.expect("停止しました").expect("店主のお申し出")
    console.send(f"{path}/suspension", "/reinstatement", reason="再開").expect(
        "通知済み"
    )


def test_vouchers_are_ordered_fetched_and_sold(console: Console) -> None:
    page = console.send("/vouchers/new?count=3", "/office/vouchers")
    path = page.url.removeprefix(console.url)

    def is_printed() -> bool:
        return console.open(path).has_form("/sheet")

    wait_until(is_printed, 60.0, "the batch is issued and printed")
    page = console.open(path)
    answer = console.browser.session.post(
        f"{console.url}{path}/codes", data=page.form("/codes").fields, timeout=10
    )
    assert answer.headers["Content-Disposition"].endswith('.csv"')
    assert len(answer.text.splitlines()) == 3
    console.send(path, "/activation").expect("✓ 販売済み")
    serial = answer.text.partition(",")[0]
    stopped = console.send("/vouchers/loss", "/stop", serial=serial, reason="紛失")
    stopped.expect(f"通し番号 {serial} を停止しました")
    found = console.send("/search", "/search", text=serial)
    found.expect("✕ 停止").expect("紛失")


def test_a_payment_is_found_by_its_number_and_its_voucher(
    console: Console, till: Till, town: Town
) -> None:
    code = town.voucher()
    number = str(till.redeem(uuid.uuid4(), [code]).body["payment_no"])

    shown = console.send("/search", "/search", text=number)
    shown.expect("使われた商品券").expect("1,000円")
    found = console.send("/search", "/search", text=code)
    found.expect("この券を使った決済").expect("✓ 決済済み")
    console.send("/search", "/search", text="角屋").expect("角屋食料品店")


def test_a_change_of_the_campaign_is_shown_before_it_is_made(
    console: Console, town: Town
) -> None:
    issuer = town.rules.issuer_code
    before = console.open(f"/campaigns/{issuer}")

    path = f"/campaigns/change?of={issuer}"
    preview = console.send(path, "/campaigns/preview", limit="90000")

    preview.expect("1回の上限額（円）").expect("90000")
    assert console.open(f"/campaigns/{issuer}").text == before.text
    refused = console.send(path, "/campaigns/preview", face_value="500")
    assert refused.refusal == "redemption.campaign_rules_clash"


def test_letters_are_read_with_made_up_names_before_a_campaign_is_changed(
    console: Console, town: Town
) -> None:
    path = f"/campaigns/change?of={town.rules.issuer_code}"
    typed = {
        "mail_languages": "en",
        "mail_text_completion_en": "Thank you, {merchant_name}. <b>",
        "mail_text_completion": "ありがとうございます。",
    }
    preview = console.send(path, "/campaigns/preview", **typed)
    preview.expect("メールの言語").expect("英語だけ").expect("Thank you,")

    mails = console.browser.submit(preview, preview.form("/campaigns/mails"))

    mails.expect("まだ反映されていません").expect("Thank you, 木ノ町ベーカリー. <b>")
    mails.expect("Payment complete").expect("Your one-time password")
    assert "ありがとうございます。" not in mails.text
    assert "======== English" not in mails.text
    now = console.open(f"/campaigns/{town.rules.issuer_code}/mails")
    now.expect("======== English ========").expect("決済完了のお知らせ")
    assert "Thank you, 木ノ町" not in now.text


def test_the_dashboard_tells_what_was_counted(console: Console) -> None:
    def is_counted() -> bool:
        return "未使用の残高" in console.open("/").text

    wait_until(is_counted, 90.0, "the worker has counted")
    console.open("/").expect("保留の通信 0件").expect("日ごとの決済")


def test_a_mail_that_came_back_is_seen_and_sent_again(
    console: Console, terminal: Terminal, town: Town, tmp_path: Path
) -> None:
    town.register(town.rules.issuer_code, LOST)
    sent = partial(town.rows, "notify", SENT, login_id=LOST.login_id)
    wait_until(lambda: bool(sent()), SEEN_WITHIN_S, "noted as sent")
    came_back = report(sent()[0].message_id)

    junk = console.upload("/letters", "/returned", report=("a.eml", b"hello"))
    page = console.upload("/letters", "/returned", report=("b.eml", came_back))

    assert junk.refusal == "notify.return_unreadable"
    page.expect("戻ってきたことを記録しました").expect("宛先が見つかりません（5.1.1）")
    page.expect(LOST.email)
    file = tmp_path / "report.eml"
    file.write_bytes(came_back)
    again = terminal.run("mail", "returned", str(file))
    assert (again["state"], again["failure"]) == ("returned", "5.1.1")
    sent = terminal.run("mail", "resend", again["letter_id"])
    assert sent["kind"] == "registration"
