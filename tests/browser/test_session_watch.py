"""Two minutes before a session ends the page says so; what was read is kept."""

import re
from typing import Final

import pytest
import redis
from playwright.sync_api import Locator, Page, expect

from deploy.demo.shop import Shop
from tests.browser.window import Window
from tests.chromium import cookies_of
from tests.journeys.people import EAST
from tests.journeys.town import Town

READS: Final = ".reads li[data-position]"
SITTING: Final = 28 * 60_000 + 30_000


@pytest.fixture
def till(phone: Window, town: Town) -> Window:
    """Return a phone that is signed in to a shop."""
    bring(phone, town.sign_in(EAST))
    return phone


def bring(phone: Window, shop: Shop) -> None:
    phone.page.context.add_cookies(cookies_of(shop.browser, shop.url))
    phone.page.clock.install()


def test_who_goes_on_in_time_stays_in_and_loses_nothing(
    till: Window, town: Town
) -> None:
    begin(till, town)
    assert not warning(till.page).is_visible()

    till.page.clock.fast_forward(SITTING)
    warning(till.page).wait_for()
    assert "分でログインが切れます" in warning(till.page).inner_text()
    till.photograph("session-warning")
    till.page.get_by_role("button", name="このまま続ける").click()

    warning(till.page).wait_for(state="hidden")
    assert till.page.locator(READS).count() == 1


def test_after_the_end_signing_in_leads_back_to_what_was_read(
    till: Window, town: Town
) -> None:
    address = begin(till, town)
    till.page.clock.fast_forward(31 * 60_000)
    till.page.get_by_text("ログインの有効時間が過ぎました").wait_for()
    till.photograph("session-over")
    end_session(town)

    again = till.page.get_by_role("link", name="もう一度ログイン")
    till.page.goto(f"{town.host}{again.get_attribute('href')}")
    sign_in(till, town)

    assert till.page.url == address
    assert till.page.locator(READS).count() == 1


def test_at_its_last_hour_a_session_is_not_made_longer_and_the_page_says_why(
    till: Window, town: Town
) -> None:
    begin(till, town)
    town.change(
        "auth",
        "update session set expires_at = now() + interval '90 seconds'"
        " where opened_at = (select max(opened_at) from session)",
    )
    with redis.Redis.from_url(town.stack.site.redis_url) as cache:
        cache.flushall()
    till.page.reload()
    warning(till.page).wait_for()

    till.page.get_by_role("button", name="このまま続ける").click()

    till.page.get_by_text("12時間になるため").wait_for()


def test_a_session_that_is_gone_is_told_when_somebody_wants_to_go_on(
    till: Window, town: Town
) -> None:
    begin(till, town)
    till.page.clock.fast_forward(SITTING)
    warning(till.page).wait_for()
    end_session(town)

    till.page.get_by_role("button", name="このまま続ける").click()

    till.page.get_by_role("link", name="もう一度ログイン").wait_for()


def test_a_session_that_ends_before_the_payment_costs_a_signing_in_only(
    till: Window, town: Town
) -> None:
    page = till.page
    page.goto(f"{begin(till, town)}/confirmation")
    before = town.count("redemption", "redemption")
    end_session(town)

    page.click("form[data-pay] button")
    till.shows("加盟店ログイン")
    sign_in(till, town)

    expect(page.locator("h1")).to_contain_text("決済確認")
    assert town.count("redemption", "redemption") == before
    page.click("form[data-pay] button")
    expect(page.locator("h1")).to_have_text("決済完了")
    assert town.count("redemption", "redemption") == before + 1


def warning(page: Page) -> Locator:
    return page.locator("[data-watch-warning]")


def begin(till: Window, town: Town) -> str:
    """Read one voucher of two; return the address of what was begun."""
    page = till.page
    page.goto(f"{town.urls['SHOP_URL']}/")
    page.fill("#target", "2000")
    till.press("QRコード読み取り")
    page.fill("#voucher_code", town.voucher())
    page.locator("form[data-typed] button").click()
    page.locator(READS).wait_for()
    return page.url


def end_session(town: Town) -> None:
    """End the session of this test alone: others stay signed in all day."""
    town.change(
        "auth",
        "update session set ended_at = now()"
        " where opened_at = (select max(opened_at) from session)",
    )
    with redis.Redis.from_url(town.stack.site.redis_url) as cache:
        cache.flushall()


def sign_in(till: Window, town: Town) -> None:
    before = town.mailbox.count(EAST.email)
    till.page.fill("#code", EAST.code)
    till.page.fill("#login_id", EAST.login_id)
    till.press("次へ")
    assert till.refusal() is None, till.page.inner_text("main")
    till.page.fill("#password", town.password(EAST))
    till.press("パズルを使わずメールで確認")
    mail = town.mailbox.wait(
        EAST.email, lambda mail: "ワンタイムパスワード" in mail["subject"], after=before
    )
    found = re.search(r"^\s*(\d{4})\s*$", mail["text"], re.MULTILINE)
    assert found
    till.page.fill("#one_time_password", found[1])
    till.press("ログイン")
