"""The manual's §2 in a real browser: all the ways in, and out."""

from typing import Final

import pytest
from playwright.sync_api import ViewportSize

from tests.browser.clerk import Clerk, drag_piece, key_piece, place_of_piece
from tests.browser.window import Window
from tests.journeys.people import Merchant
from tests.journeys.town import Town

CHOSEN: Final = "Kaede-7Hills"
LATER: Final = "Momiji#4Gari"
AFTER_RESET: Final = "Sazanka&88Nami"


def merchant(code: str) -> Merchant:
    return Merchant(
        code=code,
        name=f"楓屋 {code}",
        company_code=f"B{code}",
        company_name=f"楓屋商店 {code}",
        representative="楓 みのり",
        login_id=f"{code}minori",
    )


@pytest.fixture(scope="module")
def clerk(town: Town) -> Clerk:
    """Return somebody with an initial password, for all tests of this file."""
    who = merchant("b01")
    return Clerk(town, who, town.register(town.rules.issuer_code, who))


@pytest.fixture(scope="module")
def unlucky(town: Town) -> Clerk:
    """Return somebody whose account may be locked."""
    who = merchant("b02")
    return Clerk(town, who, town.register(town.rules.issuer_code, who))


def test_puzzle_password_and_number_lead_in_and_the_initial_password_is_changed(
    phone: Window, clerk: Clerk
) -> None:
    clerk.claims(phone)
    phone.photograph("2-2-password")
    drag_piece(phone)
    put = int(phone.page.input_value("#puzzle-x"))
    assert abs(put - place_of_piece(phone)) <= 1
    phone.page.fill("#password", clerk.password)
    phone.page.get_by_alt_text("パスワードを表示").click()
    assert phone.page.get_attribute("#password", "type") == "text"
    phone.photograph("2-2-password-filled")
    clerk.proves_mailbox(phone, "認証")

    phone.shows("初期パスワードのままでは")
    phone.photograph("2-5-first-change")
    clerk.changes_password(phone, CHOSEN)
    phone.photograph("2-5-changed")
    phone.page.goto(clerk.town.urls["SHOP_URL"])
    phone.shows(clerk.merchant.name)
    phone.photograph("2-6-top")


def test_by_the_keyboard_alone_one_comes_in(phone: Window, clerk: Clerk) -> None:
    clerk.claims(phone)
    key_piece(phone)
    phone.page.locator("#password").focus()
    phone.page.keyboard.type(clerk.password)
    before = clerk.town.mailbox.count(clerk.merchant.email)
    phone.page.get_by_role("button", name="認証", exact=True).focus()
    with phone.page.expect_navigation():
        phone.page.keyboard.press("Enter")
    phone.photograph("2-3-number")
    phone.page.keyboard.type(clerk.number(before))  # its field has the focus
    with phone.page.expect_navigation():
        phone.page.keyboard.press("Enter")

    phone.shows(clerk.merchant.name)


def test_a_missed_puzzle_is_told_and_another_picture_is_offered(
    phone: Window, clerk: Clerk
) -> None:
    clerk.claims(phone)
    first = phone.page.locator(".puzzle-picture img").first.get_attribute("src")
    phone.page.get_by_role("button", name="別の絵にする").click()
    phone.page.wait_for_function(
        "first => document.querySelector('.puzzle-picture img').src !== first",
        arg=first,
    )
    drag_piece(phone, beside_px=-40 if place_of_piece(phone) > 50 else 40)
    phone.page.fill("#password", clerk.password)
    phone.press("認証")

    assert phone.refusal() == "auth.puzzle_missed"
    phone.photograph("2-2-puzzle-missed")
    drag_piece(phone)
    phone.page.fill("#password", clerk.password)
    clerk.proves_mailbox(phone, "認証")
    phone.shows(clerk.merchant.name)


def test_at_200_percent_the_puzzle_is_smaller_and_moved_all_the_same(
    phone: Window, clerk: Clerk
) -> None:
    phone.page.set_viewport_size(ViewportSize(width=180, height=370))
    clerk.claims(phone)
    phone.page.locator(".puzzle-picture").scroll_into_view_if_needed()

    drag_piece(phone)

    put = int(phone.page.input_value("#puzzle-x"))
    assert abs(put - place_of_piece(phone)) <= 3
    phone.photograph("2-2-puzzle-at-200-percent")


def test_who_can_not_do_the_puzzle_goes_on_by_mail(phone: Window, clerk: Clerk) -> None:
    clerk.claims(phone)
    phone.page.fill("#password", clerk.password)
    clerk.proves_mailbox(phone, "パズルを使わずメールで確認")

    phone.shows(clerk.merchant.name)


def test_who_stays_signed_in_is_in_again_after_the_session_is_gone(
    phone: Window, clerk: Clerk
) -> None:
    clerk.claims(phone)
    drag_piece(phone)
    phone.page.fill("#password", clerk.password)
    phone.page.check("#stays")
    clerk.proves_mailbox(phone, "認証")
    phone.page.context.clear_cookies(name="machiken-shop")

    phone.page.goto(clerk.town.urls["SHOP_URL"])

    phone.shows(clerk.merchant.name)
    phone.page.goto(f"{clerk.town.urls['SHOP_URL']}/sessions")
    phone.photograph("2-6-sessions")


def test_password_change_and_sign_out_from_the_menu(
    phone: Window, clerk: Clerk
) -> None:
    clerk.comes_in(phone)
    phone.page.get_by_text("メニュー", exact=True).click()
    phone.photograph("2-6-menu")
    phone.page.get_by_role("link", name="パスワード変更").first.click()
    phone.page.fill("#password", "Falsch-12345")
    clerk.chooses(phone, LATER)
    phone.press("変更")
    assert phone.refusal() == "auth.password_wrong"
    phone.photograph("2-5-present-wrong")
    clerk.changes_password(phone, LATER)

    phone.page.goto(clerk.town.urls["SHOP_URL"])
    phone.page.get_by_text("メニュー", exact=True).click()
    phone.press("ログアウト")
    phone.shows("加盟店ログイン")
    phone.page.go_back()
    phone.page.reload()
    phone.shows("加盟店ログイン")


def test_a_forgotten_password_is_replaced_by_a_mailed_code(
    phone: Window, clerk: Clerk
) -> None:
    clerk.claims(phone)
    phone.page.get_by_role("link", name="パスワードを忘れた方").click()
    phone.page.fill("#code", clerk.merchant.code)
    phone.page.fill("#login_id", clerk.merchant.login_id)
    phone.photograph("2-4-forgotten")
    before = clerk.town.mailbox.count(clerk.merchant.email)
    phone.page.locator("main button.button-main").click()
    phone.page.fill("#reset_code", clerk.reset_code(before))
    phone.photograph("2-4-code")
    phone.page.locator("main button.button-main").click()
    clerk.chooses(phone, AFTER_RESET)
    phone.photograph("2-4-new-password")
    phone.page.locator("main button.button-main").click()
    phone.page.wait_for_url("**/sign-in/reset-done")
    phone.photograph("2-4-done")
    clerk.password = AFTER_RESET

    clerk.comes_in(phone)
    phone.shows(clerk.merchant.name)


def test_five_wrong_passwords_lock_and_the_page_says_until_when(
    phone: Window, unlucky: Clerk
) -> None:
    unlucky.claims(phone)
    for _ in range(5):
        drag_piece(phone)
        phone.page.fill("#password", "Falsch-12345")
        phone.press("認証")
        assert phone.refusal() == "auth.sign_in_failed"
    drag_piece(phone)
    phone.page.fill("#password", unlucky.password)
    phone.press("認証")

    assert phone.refusal() == "auth.sign_in_locked"
    phone.shows("ログインを止めています")
    phone.photograph("2-2-locked")
