"""認証アプリ in a real browser: the picture read by a camera, the digits asked for."""

import io
import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import parse_qs, urlsplit

import pytest
import zxingcpp
from PIL import Image

from tests.browser.clerk import Clerk, drag_piece
from tests.browser.window import Window, window
from tests.chromium import PC, cookies_of
from tests.journeys.apps import shown
from tests.journeys.console import Console
from tests.journeys.people import Merchant
from tests.journeys.town import Town

CHOSEN: Final = "Kaede-7Hills"
MINORI: Final = Merchant(
    code="b07",
    name="楓屋 b07",
    company_code="Bb07",
    company_name="楓屋商店 b07",
    representative="楓 みのり",
    login_id="b07minori",
)


NEWCOMER: Final = {
    "name": "担当 次郎",
    "login_id": "tanto02",
    "email": "tanto02@kinomachi.example",
}
CODES: Final[list[str]] = []
"""The recovery codes, once they were shown."""


@pytest.fixture(scope="module")
def clerk(town: Town) -> Clerk:
    """Return a representative with an initial password."""
    return Clerk(town, MINORI, town.register(town.rules.issuer_code, MINORI))


def test_an_app_is_added_by_its_picture(phone: Window, clerk: Clerk) -> None:
    clerk.comes_in(phone)
    clerk.changes_password(phone, CHOSEN)
    phone.page.goto(f"{clerk.town.urls['SHOP_URL']}/authenticator")
    phone.photograph("app-1-none")
    _follows(phone, "登録する…")
    phone.photograph("app-2-needed")
    phone.press("QRコードを表示する")
    phone.page.get_by_text("読み取れないときは（文字で入力）").click()
    phone.photograph("app-3-picture")
    secret = _filmed(phone)
    assert secret == re.sub(r"\s", "", phone.page.inner_text(".app-key"))

    _types_digits(phone, "12345")
    assert phone.refusal() == "auth.authenticator_not_confirmed"
    phone.photograph("app-4-wrong")
    assert _filmed(phone) == secret
    _types_digits(phone, shown(secret))

    phone.shows("二度と表示できません")
    phone.photograph("app-5-codes")
    codes = phone.page.locator(".app-codes li").all_inner_texts()
    assert len(codes) == 8
    CODES.extend(codes)
    phone.page.goto(f"{clerk.town.urls['SHOP_URL']}/authenticator")
    phone.shows("残り8個")
    phone.photograph("app-6-on")


def test_the_app_is_asked_for_and_a_recovery_code_will_do(
    phone: Window, clerk: Clerk
) -> None:
    _types_password(phone, clerk)
    phone.shows("メールは届きません。")
    phone.photograph("app-7-asked")
    phone.page.fill("#one_time_password", "000000")
    phone.press("ログイン")
    assert phone.refusal() == "auth.authenticator_digits_wrong"
    phone.page.get_by_text("スマートフォンが手元にないときは").click()
    phone.photograph("app-8-wrong")
    phone.page.fill("#recovery_code", CODES[0])
    phone.press("予備コードでログイン")

    phone.shows(MINORI.name)


@pytest.fixture
def pc(town: Town) -> Iterator[Window]:
    """Return the administrator's PC, signed in to the office."""
    console = Console(town)
    with window(PC) as opened:
        opened.page.context.add_cookies(cookies_of(console.browser, town.host))
        yield opened
        assert opened.errors == []


def test_the_office_looks_after_its_own_staff(
    town: Town, clerk: Clerk, pc: Window
) -> None:
    pc.page.goto(f"{town.host}/office/officers")
    pc.shows("メールの番号")
    pc.photograph("office-1-officers")
    _follows(pc, "職員を登録する…")
    for name, typed in NEWCOMER.items():
        pc.page.fill(f"#{name}", typed)
    pc.page.get_by_label("担当", exact=True).check()
    pc.photograph("office-2-new")
    pc.press("登録してメールを送る")
    pc.shows("初期パスワードをメールでお送りしています。")
    pc.photograph("office-3-officer")
    _follows(pc, "権限を変更する…")
    pc.photograph("office-4-role")
    pc.page.get_by_label("承認", exact=True).check()
    pc.press("変更する")
    pc.shows("権限を変更しました。")

    _removes_app(pc, town, clerk)


def _removes_app(pc: Window, town: Town, clerk: Clerk) -> None:
    pc.page.goto(f"{town.host}/office/merchants?text={clerk.merchant.code}")
    _follows(pc, clerk.merchant.name)
    pc.photograph("office-5-merchant")
    _follows(pc, "認証アプリを解除する…")
    pc.photograph("office-6-app")
    pc.press("解除する")
    pc.shows("認証アプリを解除しました。")
    pc.page.goto(f"{town.host}/office/authenticator/new")
    pc.press("QRコードを表示する")
    pc.photograph("office-7-picture")


def _follows(window: Window, name: str) -> None:
    """Follow a link, and wait for the page that comes."""
    with window.page.expect_navigation():
        window.page.get_by_role("link", name=name).first.click()


def _types_digits(phone: Window, digits: str) -> None:
    phone.page.fill("#app_digits", digits)
    phone.press("登録する")


def _types_password(phone: Window, clerk: Clerk) -> None:
    clerk.claims(phone)
    drag_piece(phone)
    phone.page.fill("#password", clerk.password)
    phone.press("認証")


def _filmed(phone: Window) -> str:
    """Return the secret that a phone's camera would read off the screen."""
    seen = Image.open(io.BytesIO(phone.page.locator(".app-qr").screenshot()))
    [read] = zxingcpp.read_barcodes(seen)
    address = urlsplit(read.text)
    assert (address.scheme, address.netloc) == ("otpauth", "totp")
    return str(parse_qs(address.query)["secret"][0])
