"""In a real browser: invited, mailed, in, password changed, disabled, out."""

import re
from typing import Final

from playwright.sync_api import Browser, Page

from deploy.demo.mails import Mailbox, after_word, number_alone
from tests.chromium import PHONE, chromium
from tests.journeys.people import Merchant
from tests.journeys.town import Town

KOMUGI: Final = Merchant(
    code="t07",
    name="小麦工房",
    company_code="Y001",
    company_name="小麦工房",
    representative="小麦 粉子",
    login_id="t07konako",
)
CLERK: Final = "t07panta"
CLERK_MAIL: Final = "panta@clerks.kinomachi.example"
CHOSEN: Final = "Yakitate#2026"
PATIENCE_MS: Final = 20_000
ANDROID: Final = (
    "Mozilla/5.0 (Linux; Android 14; SC-51D) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/131.0.0.0 Mobile Safari/537.36"
)


def test_a_clerk_comes_in_by_his_mail_and_goes_by_his_boss(town: Town) -> None:
    issuer = town.rules.issuer_code
    shop_url = f"{town.urls['SHOP_URL']}/?issuer={issuer}"
    initial = town.register(issuer, KOMUGI)
    with chromium() as browser:
        boss, clerk = _phone(browser), _phone(browser)
        boss.goto(shop_url)
        _sign_in(boss, KOMUGI.login_id, initial, (town.mailbox, KOMUGI.email))
        _change(boss, initial, "Komugiko#2026")

        _invite(boss)
        mail = town.mailbox.wait(
            CLERK_MAIL, lambda mail: "アカウント" in mail["subject"]
        )
        mailed = after_word(mail, "初期パスワード")
        clerk.goto(shop_url)
        _sign_in(clerk, CLERK, mailed, (town.mailbox, CLERK_MAIL))
        clerk.get_by_text("初期パスワードのままでは").wait_for()
        _change(clerk, mailed, CHOSEN)
        clerk.get_by_role("heading", name="決済金額入力").wait_for()
        assert _fits(clerk)

        _disable(boss)

        clerk.get_by_role("link", name="売上照会").last.click()
        clerk.wait_for_url(re.compile("/shop/sign-in"))
        _begin(clerk, CLERK, CHOSEN)
        clerk.locator('[data-refusal="auth.sign_in_failed"]').wait_for()


def _phone(browser: Browser) -> Page:
    context = browser.new_context(viewport=PHONE, user_agent=ANDROID, locale="ja-JP")
    context.set_default_timeout(PATIENCE_MS)
    return context.new_page()


def _sign_in(
    page: Page, login_id: str, password: str, mail: tuple[Mailbox, str]
) -> None:
    mailbox, email = mail
    before = mailbox.count(email)
    _begin(page, login_id, password)
    page.wait_for_url("**/one-time-password")
    number = mailbox.wait(
        email, lambda mail: "ワンタイムパスワード" in mail["subject"], after=before
    )
    page.fill("#one_time_password", number_alone(number))
    page.get_by_role("button", name="ログイン", exact=True).click()


def _begin(page: Page, login_id: str, password: str) -> None:
    page.fill("#code", KOMUGI.code)
    page.fill("#login_id", login_id)
    page.get_by_role("button", name="次へ").click()
    page.fill("#password", password)
    page.get_by_role("button", name="パズルを使わずメールで確認").click()


def _change(page: Page, password: str, chosen: str) -> None:
    page.wait_for_url("**/shop/password")
    page.fill("#password", password)
    page.fill("#new_password", chosen)
    page.fill("#new_password_again", chosen)
    page.get_by_role("button", name="変更", exact=True).click()
    page.get_by_role("link", name="トップ", exact=True).last.click()


def _invite(boss: Page) -> None:
    boss.get_by_text("メニュー").first.click()
    boss.get_by_role("navigation", name="メニュー").get_by_text("スタッフ管理").click()
    assert _fits(boss)
    boss.get_by_role("link", name="スタッフを登録する").click()
    boss.fill("#name", "小麦 パン太")
    boss.fill("#login_id", CLERK)
    boss.fill("#email", CLERK_MAIL)
    assert _fits(boss)
    boss.get_by_role("button", name="登録してメールを送る").click()
    boss.get_by_text("登録しました。").wait_for()
    assert _fits(boss)


def _disable(boss: Page) -> None:
    boss.get_by_role("link", name="利用を停止する").click()
    boss.wait_for_url(re.compile(r"/staff/[0-9a-f-]{36}/disable$"))
    assert _fits(boss)
    boss.get_by_role("button", name="利用を停止する").click()
    boss.get_by_text("利用を停止しました。").wait_for()


def _fits(page: Page) -> bool:
    """Return whether nothing is wider than the phone."""
    asked = "document.documentElement.scrollWidth <= window.innerWidth"
    return bool(page.evaluate(asked))
