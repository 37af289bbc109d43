"""From an empty installation to a running campaign, with the console and its guide.

`docs/guides/office.ja.md` has the same steps in the same words. The first
administrator comes by command; everything else is clicked, as a new clerk would.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import pytest

from deploy.demo.mails import Mail, after_word, number_alone
from deploy.demo.shop import Shop
from machiken.contracts.actor import Role
from machiken.contracts.auth import RegisterOfficer, verbs
from tests.auth.applications import OAK as SAMPLE
from tests.auth.applications import changed, csv_file
from tests.browser.window import Window, window
from tests.chromium import PC
from tests.journeys.asking import ask
from tests.journeys.town import Town

EMAIL: Final = "kanri@kinomachi.example"
CHOSEN: Final = "Hinoki-5Mori"
SHOP_EMAIL: Final = "kashi@kashi.kinomachi.example"


@pytest.fixture
def desk() -> Iterator[Window]:
    """Return a fresh Chromium as wide as a PC's; it must have complained of nothing."""
    with window(PC) as opened:
        yield opened
        assert opened.errors == []


class NewClerk:
    """Somebody who has the guide, an address of the console, and a mailbox."""

    def __init__(self, town: Town, desk: Window) -> None:
        """Sit down; nothing is set up."""
        self.town, self.desk, self.page = town, desk, desk.page
        self.office = town.urls["OFFICE_URL"]
        self.steps = 0

    def look(self, name: str) -> None:
        """Photograph the page as it is, in turn."""
        self.steps += 1
        self.desk.photograph(f"office-{self.steps:02}-{name}")

    def follow(self, name: str) -> None:
        """Click the link of this name, and wait for the page that comes."""
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=name, exact=True).first.click()

    def menu(self, name: str) -> None:
        """Click a line of the menu."""
        menu = self.page.locator("nav.side")
        with self.page.expect_navigation():
            menu.get_by_role("link", name=name, exact=True).click()

    def type_in(self, **fields: str) -> None:
        """Fill fields in, by their names."""
        for name, text in fields.items():
            self.page.fill(f"[name={name}]", text)

    def until_shown(self, words: str) -> None:
        """Open the page again until it shows these words."""
        for _ in range(150):  # what is counted each minute may take so long
            if self.page.get_by_text(words).count():
                return
            self.page.wait_for_timeout(500)
            self.page.reload()
        raise AssertionError(f"{self.page.url} never shows {words}")

    def mail(self, to: str, words: str, after: int = 0) -> Mail:
        """Return the mail whose subject has these words."""
        return self.town.mailbox.wait(
            to, lambda mail: words in mail["subject"], after=after
        )


@pytest.fixture
def clerk(bare: Town, desk: Window) -> NewClerk:
    return NewClerk(bare, desk)


def test_a_new_clerk_gets_a_campaign_running(clerk: NewClerk, tmp_path: Path) -> None:
    sign_in(clerk)
    set_up(clerk)
    take_applications(clerk, tmp_path)
    correct(clerk)
    certify_and_register(clerk)
    shop = told_shop(clerk)
    code = issue_and_sell(clerk, tmp_path)
    publish(clerk, shop)
    answer(clerk)
    receipt = shop.redeem(shop.read(shop.begin(1000), code)).expect("決済完了")
    shop.browser.close()
    look_at_it(clerk, receipt.text, code)


def sign_in(clerk: NewClerk) -> None:
    """Come in with the initial password, and change it."""
    wanted = RegisterOfficer(
        login_id="kanri01",
        name="管理 花子",
        email=EMAIL,
        role=Role.OFFICE_ADMINISTRATOR,
    )
    clerk.town.office.call(verbs.REGISTER_OFFICER, wanted)
    password = after_word(clerk.mail(EMAIL, "アカウント発行"), "初期パスワード")
    clerk.page.goto(f"{clerk.office}/")
    clerk.type_in(login_id="kanri01", password=password)
    clerk.look("sign-in")
    clerk.desk.press("ログイン")
    number = number_alone(clerk.mail(EMAIL, "ワンタイムパスワード"))
    clerk.type_in(one_time_password=number)
    clerk.desk.press("ログイン")
    clerk.type_in(password=password, new_password=CHOSEN, new_password_again=CHOSEN)
    clerk.look("new-password")
    clerk.desk.press("変更")
    clerk.page.goto(f"{clerk.office}/")
    clerk.look("empty")


def set_up(clerk: NewClerk) -> None:
    """Create the campaign by its form."""
    today = clerk.town.today
    clerk.follow("新しい事業…")
    days = {
        "use_first_on": today - timedelta(days=1),
        "use_last_on": today + timedelta(days=60),
        "redeem_first_on": today - timedelta(days=1),
        "redeem_last_on": last_closing(today + timedelta(days=70)),
        "recruit_first_on": today - timedelta(days=30),
    }
    clerk.type_in(
        issuer_code=clerk.town.rules.issuer_code,
        name="まちの木プレミアム商品券2026",
        issuer_name="木ノ町",
        contact="木ノ町プレミアム商品券事務局 電話 0000-00-0000",
        mail_from="no-reply@kinomachi.example",
        voucher_prefix="K6",
        face_value="1000",
        unit="1000",
        limit="100000",
        vouchers_max="100",
        recruit_deadlines=f"{today + timedelta(days=10)}",
        **{name: day.isoformat() for name, day in days.items()},
    )
    clerk.look("campaign")
    clerk.desk.press("変わるところを確かめる")
    assert clerk.desk.refusal() is None, clerk.page.inner_text("main")
    clerk.look("campaign-preview")
    clerk.desk.press("反映する")
    clerk.look("campaign-done")


def last_closing(day: date) -> date:
    """Return the last day of that day's half-month, for the last is a closing day."""
    if day.day <= 15:
        return day.replace(day=15)
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def take_applications(clerk: NewClerk, folder: Path) -> None:
    """Have a list looked at, mend it, and take it."""
    row = changed(
        SAMPLE, 申込日=clerk.town.today.isoformat(), メールアドレス=SHOP_EMAIL
    )
    wrong, right = folder / "申込.csv", folder / "申込（修正）.csv"
    wrong.write_bytes(csv_file(changed(row, 加盟店コード="!", メールアドレス="kashi")))
    right.write_bytes(csv_file(row))
    clerk.menu("申込の取り込み")
    clerk.page.set_input_files("#file", wrong)
    clerk.desk.press("確かめる")
    clerk.desk.shows("直すところが 2 件あります")
    clerk.look("findings")
    clerk.follow("ファイルを選び直す")
    clerk.page.set_input_files("#file", right)
    clerk.desk.press("確かめる")
    clerk.look("nothing-to-mend")
    clerk.desk.press("取り込む")
    clerk.desk.shows("1店の申込を取り込みました")
    clerk.look("applications")


def correct(clerk: NewClerk) -> None:
    """Put right what was typed wrongly, and look at how one would be turned down."""
    clerk.follow(SAMPLE[1])
    clerk.look("application")
    clerk.follow("申込を訂正する…")
    clerk.type_in(name_1="樫村 一朗")
    clerk.look("correction")
    clerk.desk.press("訂正する")
    clerk.desk.shows("申込を訂正しました")
    clerk.desk.shows("樫村 一朗")
    clerk.follow("却下する…")
    clerk.look("turning-down")
    clerk.menu("加盟店")
    with clerk.page.expect_navigation():
        clerk.page.locator("nav.states").get_by_text("申込").first.click()


def certify_and_register(clerk: NewClerk) -> None:
    """Bring the merchant on, from the list."""
    for button, confirmed, state in (
        ("認定する…", "認定する", "認定"),
        ("登録する…", "登録する", "登録"),
    ):
        clerk.page.locator("input[name=merchant_id]").check()
        clerk.desk.press(button)
        clerk.look(f"step-{'certify' if state == '認定' else 'register'}")
        clerk.desk.press(confirmed)
        clerk.menu("加盟店")
        clerk.until_shown(f"{state} 1")
        with clerk.page.expect_navigation():
            clerk.page.locator("nav.states").get_by_text(state).first.click()
    clerk.look("registered")


def told_shop(clerk: NewClerk) -> Shop:
    """Send the window's completion mails; return the shop, signed in by its mail."""
    clerk.menu("登録完了メール")
    clerk.look("completion-mails")
    clerk.page.locator("details.confirm summary").click()
    clerk.desk.press("送信する")
    clerk.look("completion-mails-sent")
    mail = clerk.mail(SHOP_EMAIL, "登録完了")
    assert SAMPLE[0] in mail["text"]
    shop = Shop(clerk.town.urls["SHOP_URL"], clerk.town.rules.issuer_code)
    top = shop.sign_in(
        SAMPLE[0],
        SAMPLE[7],
        after_word(mail, "初期パスワード"),
        mailbox=clerk.town.mailbox,
        email=SHOP_EMAIL,
    )
    top.expect(SAMPLE[1])
    return shop


def issue_and_sell(clerk: NewClerk, folder: Path) -> str:
    """Issue vouchers, fetch their files, sell them; return one's code."""
    clerk.menu("発行分")
    clerk.follow("新しく発行する…")
    clerk.type_in(count="20")
    clerk.look("order")
    clerk.desk.press("次へ")
    clerk.desk.press("発行する")
    clerk.until_shown("印刷用紙面（PDF）")
    clerk.look("batch")
    for button, name in (("印刷用紙面（PDF）", "a.pdf"), ("番号一覧（CSV）", "a.csv")):
        with clerk.page.expect_download() as download:
            clerk.page.get_by_role("button", name=button).click()
        download.value.save_as(folder / name)
    clerk.page.get_by_text("販売済みにする…").click()
    clerk.desk.press("20枚を販売済みにする")
    clerk.desk.shows("✓ 販売済み")
    clerk.look("on-sale")
    assert (folder / "a.pdf").read_bytes().startswith(b"%PDF")
    return (folder / "a.csv").read_text().splitlines()[0].partition(",")[2].strip()


def publish(clerk: NewClerk, shop: Shop) -> None:
    """Publish a notice, which the shop sees at once."""
    words = "利用期限にご注意ください。"
    clerk.menu("お知らせ")
    clerk.type_in(text=words)
    clerk.page.get_by_label("市・町").check()
    clerk.look("notice")
    clerk.desk.press("掲載する")
    clerk.look("notice-published")
    for _ in range(20):
        if words in (top := shop.browser.open(shop.url)).text:
            return
        clerk.page.wait_for_timeout(500)
    top.expect(words)


def answer(clerk: NewClerk) -> None:
    """Answer what a visitor asks."""
    email = "tsurumaki@shop.kinomachi.example"
    ask(clerk.town, email).expect("お問い合わせを受け付けました")
    clerk.menu("お問い合わせ")
    clerk.until_shown("t01 鶴巻")
    clerk.look("inquiries")
    with clerk.page.expect_navigation():
        clerk.page.locator("table.list tbody a").first.click()
    clerk.type_in(text="認定証に記載のIDをお使いください。")
    clerk.look("inquiry")
    clerk.desk.press("メールで回答する")
    clerk.look("inquiry-answered")
    assert "認定証に記載" in clerk.mail(email, "への回答")["text"]


def look_at_it(clerk: NewClerk, receipt: str, code: str) -> None:
    """See the first payment on the dashboard, and find its voucher."""
    clerk.menu("ダッシュボード")
    clerk.until_shown("1,000円（1件）")
    clerk.look("dashboard")
    clerk.menu("検索")
    clerk.type_in(text=code)
    clerk.desk.press("検索")
    clerk.desk.shows("✓ 決済済み")
    clerk.look("found")
    number = clerk.page.locator("table.list th.number").first.inner_text()
    assert re.sub(r"\s", "", number) in re.sub(r"\s", "", receipt)
