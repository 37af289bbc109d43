"""Every screen of the till, small and with doubled letters, for every hand and eye.

In both languages: no screen in English says a word of Japanese, but for names and what
stands on the vouchers' paper.
"""

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Page, expect

from deploy.demo.shop import Shop
from tests.browser.conftest import Paper, Shoot
from tests.browser.inspector import SMALL, Inspector
from tests.browser.phone import Phone, phone
from tests.browser.window import window
from tests.journeys.people import EAST, KADOYA
from tests.journeys.town import Town

LOCALES: Final = ("ja-JP", "en-GB")
ALONE: Final = (
    ("sales", "sales"),
    ("refunds", "refunds"),
    ("nothing found", "refunds?payment_no=nothing"),
    ("help", "help"),
    ("password", "password"),
    ("password changed", "password/changed"),
    ("sessions", "sessions"),
    ("history", "history"),
    ("merchants", "merchants"),
    ("inquiry", "inquiry"),
    ("inquiry sent", "inquiry/sent"),
    ("proof", "proof"),
    ("staff", "staff"),
    ("new staff", "staff/new"),
    ("app", "authenticator"),
    ("new app", "authenticator/new"),
    ("own data", "own-data"),
    ("new mail", "own-data/mail"),
    ("no such page", "nowhere"),
    ("no such payment", "payments/00000000-0000-4000-8000-000000000000"),
)
ACTS: Final = ("role", "disable", "enable", "resend", "unlock")
NAMES: Final = {
    "auth": ("select name from staff", "select name from merchant"),
    "notify": ("select text from notice",),
}


@pytest.fixture(params=LOCALES)
def inspector(request: pytest.FixtureRequest, town: Town, tmp_path: Path) -> Inspector:
    """Return who looks at every screen, in one language after the other."""
    queries = [(service, query) for service in NAMES for query in NAMES[service]]
    called = [row[0] for each in queries for row in town.rows(*each)]
    contact = re.split(r"[0-9-]{10,}", town.rules.contact)  # its number is a link
    names = (KADOYA.company_name, town.rules.name, *contact)
    return Inspector(tmp_path, request.param, [*called, *names])


def test_every_screen_of_the_till_is_for_everybody(
    town: Town,
    shop: Shop,
    stock: Iterator[Paper],
    shoot: Shoot,
    inspector: Inspector,
) -> None:
    papers = list(islice(stock, 2))
    film = shoot([paper for _, paper in papers], each_s=4.0, before_s=1.0)

    with phone(shop, film=film, locale=inspector.locale) as till:
        till.page.set_viewport_size(SMALL)
        _walk(till, inspector)
    with phone(shop, locale=inspector.locale) as till:
        till.page.set_viewport_size(SMALL)
        _walk_without_camera(till, inspector, town.vouchers(2))
    inspector.finish("till")

    assert inspector.complaints == []


def test_every_other_page_for_shops_is_for_everybody(
    shop: Shop, inspector: Inspector
) -> None:
    with phone(shop, locale=inspector.locale) as till:
        till.page.set_viewport_size(SMALL)
        for name, path in ALONE:
            till.page.goto(f"{till.shop.url}{path}")
            inspector.look(till.page, name)
        _walk_to_staff(till.page, inspector, f"{till.shop.url}staff")
    inspector.finish("pages")

    assert inspector.complaints == []


def test_signing_in_is_for_everybody(town: Town, inspector: Inspector) -> None:
    shop, issuer = town.urls["SHOP_URL"], town.rules.issuer_code
    with window(locale=inspector.locale) as clerk:
        clerk.page.set_viewport_size(SMALL)
        clerk.page.goto(f"{shop}/sign-in")
        inspector.look(clerk.page, "whose")
        clerk.page.goto(f"{shop}?issuer={issuer}")
        _walk_in(clerk.page, inspector)
        clerk.page.goto(f"{shop}/sign-in/forgotten")
        _walk_to_new_password(clerk.page, inspector)
        clerk.page.goto(f"{shop}/sign-in/reset-done")
        inspector.look(clerk.page, "reset done")
    inspector.finish("sign-in")

    assert inspector.complaints == []


def _walk_in(page: Page, inspector: Inspector) -> None:
    inspector.look(page, "sign-in")
    page.fill("#code", EAST.code)
    page.fill("#login_id", EAST.login_id)
    _send(page)
    inspector.look(page, "typing the password")
    page.fill("#password", "Falsch-12345")
    with page.expect_navigation():
        page.click("button.by-mail")
    inspector.look(page, "wrong password")


def _walk_to_new_password(page: Page, inspector: Inspector) -> None:
    inspector.look(page, "forgotten")
    page.fill("#code", "t99")
    page.fill("#login_id", "nobody")
    _send(page)
    inspector.look(page, "reset code")
    page.fill("#reset_code", "AAAAA-AAAAA")
    _send(page)
    inspector.look(page, "wrong reset code")


def _send(page: Page) -> None:
    with page.expect_navigation():
        page.click("main form .button-main")


def _walk(till: Phone, inspector: Inspector) -> None:
    page = till.page
    page.goto(till.shop.url)
    inspector.look(page, "top")
    page.locator("details.menu summary").click()
    inspector.look(page, "menu")
    till.begin(3_000)
    till.hears("good")
    inspector.look(page, "scanning")
    page.goto(f"{till.shop.url}balance")
    page.locator("#answer .huge").wait_for()
    inspector.look(page, "balance")


def _walk_without_camera(till: Phone, inspector: Inspector, codes: list[str]) -> None:
    page = till.page
    till.begin(2_000)
    page.locator("[data-trouble-kind=none]").wait_for()
    inspector.look(page, "no camera")
    checkout = page.url
    till.type_code(codes[0])
    till.hears("good")
    till.type_code(codes[0])
    till.hears("mild")
    inspector.look(page, "twice")
    page.goto(f"{checkout}/abort")
    inspector.look(page, "abort")
    page.goto(f"{checkout}/confirmation")
    inspector.look(page, "part")
    page.goto(checkout)
    till.type_code(codes[1])
    page.wait_for_url("**/confirmation")
    inspector.look(page, "confirmation")
    _pay(page, inspector)
    _walk_back(page, inspector)


def _pay(page: Page, inspector: Inspector) -> None:
    page.route("**/redemption", lambda route: route.abort())
    page.click("form[data-pay] button")
    page.locator("[data-pay-says=unsure]").wait_for()
    inspector.look(page, "unsure")
    page.unroute("**/redemption")
    expect(page.locator("h1.done-word")).to_be_visible()
    inspector.look(page, "receipt")


def _walk_back(page: Page, inspector: Inspector) -> None:
    """Give the payment back, whose receipt is open."""
    receipt = page.url
    page.goto(f"{receipt}/refund")
    inspector.look(page, "refund")
    with page.expect_navigation():
        page.click("button.button-danger")
    inspector.look(page, "refunded")
    page.goto(receipt)
    inspector.look(page, "receipt of what was refunded")


def _walk_to_staff(page: Page, inspector: Inspector, staff: str) -> None:
    page.goto(staff)
    page.locator(".hits a").first.click()
    inspector.look(page, "member")
    member = page.url
    for act in ACTS:
        page.goto(f"{member}/{act}")
        inspector.look(page, act)
