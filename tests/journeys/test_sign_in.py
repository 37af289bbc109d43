"""Who gets in, who does not, and how long he stays."""

from typing import Final
from uuid import uuid4

import pytest
import redis

from deploy.demo.browser import Browser, Page
from deploy.demo.mails import number_alone
from tests.journeys.people import KADOYA, MORIYA, Merchant
from tests.journeys.town import Town

COOKIE: Final = "machiken-shop"
NUMAYA: Final = Merchant(
    code="t04",
    name="沼屋",
    company_code="N001",
    company_name="沼屋商店",
    representative="沼田 実",
    login_id="t04minoru",
)


@pytest.fixture(scope="module")
def numaya(town: Town) -> Merchant:
    """Return a merchant whose sign-ins may fail without anybody missing them."""
    town.register(town.rules.issuer_code, NUMAYA)
    return NUMAYA


def test_three_wrong_numbers_end_the_sign_in(town: Town, numaya: Merchant) -> None:
    browser, page, number = _asked_for_number(town, numaya, town.urls["SHOP_URL"])
    wrong = f"{(int(number) + 1) % 10_000:04}"

    answers = [_type_number(browser, page, wrong) for _ in range(3)]
    right = _type_number(browser, page, number)

    assert [each.refusal for each in answers] == ["auth.one_time_password_wrong"] * 3
    assert "あと2回" in answers[0].text
    assert "あと1回" in answers[1].text
    assert right.refusal == "auth.sign_in_expired"
    assert COOKIE not in browser.session.cookies


def test_a_wrong_password_and_a_strange_name_get_the_same_words(
    town: Town, numaya: Merchant
) -> None:
    shop_url = town.urls["SHOP_URL"]
    wrong = _typed_password(
        _visitor(town), shop_url, numaya.code, numaya.login_id, "wrong-password"
    )
    strange = _typed_password(
        _visitor(town), shop_url, "zzz", "nobody", "wrong-password"
    )

    assert wrong.refusal == strange.refusal == "auth.sign_in_failed"
    assert wrong.status == strange.status == 401


def test_a_made_up_session_is_sent_to_sign_in(town: Town) -> None:
    browser = _visitor(town)
    browser.session.cookies.set(COOKIE, "a" * 43)

    assert "/shop/sign-in" in browser.open(f"{town.host}/shop/").url


def test_a_session_of_another_site_opens_nothing(town: Town) -> None:
    secret = town.portal(KADOYA).browser.session.cookies["machiken-portal"]
    browser = _visitor(town)
    browser.session.cookies.set(COOKIE, secret)

    assert "/shop/sign-in" in browser.open(f"{town.host}/shop/").url


def test_an_idle_session_ends(town: Town) -> None:
    shop = town.sign_in(MORIYA)
    shop.browser.open(shop.url).expect("決済金額入力")

    town.change(
        "auth",
        "update session set last_seen_at = last_seen_at - interval '31 minutes'"
        " where opened_at = (select max(opened_at) from session)",
    )
    with redis.Redis.from_url(town.stack.site.redis_url) as cache:
        cache.flushall()  # it may remember a session for half a minute

    assert "/shop/sign-in" in shop.browser.open(shop.url).url


def test_signing_out_ends_the_session_at_once_and_everywhere(town: Town) -> None:
    shop = town.sign_in(MORIYA)
    copy = town.till(shop)
    assert copy.ask(uuid4()).refusal == "redemption.payment_unknown"

    top = shop.browser.open(shop.url)
    shop.browser.submit(top, top.form("/sign-out"))

    assert copy.ask(uuid4()).refusal == "bus.not_signed_in"
    assert "/shop/sign-in" in shop.browser.open(shop.url).url


def test_after_signing_in_one_is_where_one_wanted_to_be(town: Town) -> None:
    wanted = f"{town.host}/shop/sales"

    browser, page, number = _asked_for_number(town, MORIYA, wanted)
    arrived = _type_number(browser, page, number)

    assert arrived.url == wanted


def test_who_begins_again_need_not_type_who_he_is_nor_look_for_his_page(
    town: Town, numaya: Merchant
) -> None:
    wanted = f"{town.host}/shop/sales"
    browser, page, number = _asked_for_number(town, numaya, wanted)
    wrong = f"{(int(number) + 1) % 10_000:04}"
    again = [_type_number(browser, page, wrong) for _ in range(4)][-1]
    assert again.refusal == "auth.sign_in_expired"

    kept = again.form("sign-in").fields

    assert (kept["code"], kept["login_id"]) == (numaya.code, numaya.login_id)
    assert kept["next"] == "/shop/sales"
    unproven = browser.open(f"{town.host}/shop/sign-in/one-time-password")
    assert unproven.url == f"{town.host}/shop/sign-in"


@pytest.mark.parametrize("next_page", ["//evil.example/", "https://evil.example/shop/"])
def test_nobody_is_sent_to_another_host(town: Town, next_page: str) -> None:
    sign_in = f"{town.host}/shop/sign-in?next={next_page}"

    browser, page, number = _asked_for_number(town, MORIYA, sign_in)
    arrived = _type_number(browser, page, number)

    assert arrived.url == f"{town.host}/shop/"


def _visitor(town: Town) -> Browser:
    """Return a browser that came by the campaign's address once."""
    browser = town.visitor()
    browser.open(f"{town.host}/shop/", issuer=town.rules.issuer_code)
    return browser


def _asked_for_number(
    town: Town, merchant: Merchant, address: str
) -> tuple[Browser, Page, str]:
    """Return a browser at the page that asks for the number, and the number."""
    browser, before = _visitor(town), town.mailbox.count(merchant.email)
    page = _typed_password(
        browser, address, merchant.code, merchant.login_id, town.password(merchant)
    )
    mail = town.mailbox.wait(
        merchant.email,
        lambda mail: "ワンタイムパスワード" in mail["subject"],
        after=before,
    )
    return browser, page, number_alone(mail)


def _typed_password(
    browser: Browser, address: str, code: str, login_id: str, password: str
) -> Page:
    """Return what comes after name and password were typed."""
    page = browser.open(address)
    page = browser.submit(page, page.form("sign-in"), code=code, login_id=login_id)
    return browser.submit(page, page.form("password"), password=password)


def _type_number(browser: Browser, page: Page, number: str) -> Page:
    form = page.form("one-time-password")
    return browser.submit(page, form, one_time_password=number)
