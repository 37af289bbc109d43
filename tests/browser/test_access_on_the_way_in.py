"""The screens of sign-in behind a mail, in both languages, for every hand and eye."""

from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Page

from tests.browser.clerk import Clerk
from tests.browser.inspector import SMALL, Inspector
from tests.browser.window import Window, window
from tests.journeys.people import Merchant
from tests.journeys.town import Town

CHOSEN: Final = "Hatsuyuki&5Tsumu"
LOCALES: Final = {"ja-JP": "b08", "en-GB": "b09"}


def _newcomer(code: str) -> Merchant:
    return Merchant(
        code=code,
        name="初雪洋装店",
        company_code=f"B{code}",
        company_name="初雪商店",
        representative="初雪 つむぎ",
        login_id=f"{code}tsumugi",
    )


@pytest.mark.parametrize("locale", LOCALES)
def test_from_the_mailed_number_to_the_password_that_was_forgotten(
    town: Town, tmp_path: Path, locale: str
) -> None:
    who = _newcomer(LOCALES[locale])
    clerk = Clerk(town, who, town.register(town.rules.issuer_code, who))
    names = (who.name, who.company_name, who.representative, town.rules.name)
    inspector = Inspector(tmp_path, locale, names)
    with window(locale=locale) as till:
        till.page.set_viewport_size(SMALL)
        _come_in(till, clerk, inspector)
        _choose(till.page, clerk, inspector)
    with window(locale=locale) as till:
        till.page.set_viewport_size(SMALL)
        _forget(till.page, clerk, inspector)
    inspector.finish("way-in")

    assert inspector.complaints == []


def _come_in(till: Window, clerk: Clerk, inspector: Inspector) -> None:
    page = till.page
    _claim(page, clerk, "")
    page.fill("#password", clerk.password)
    before = clerk.town.mailbox.count(clerk.merchant.email)
    _press(page, "button.by-mail")
    inspector.look(page, "number")
    number = clerk.number(before)
    page.fill("#one_time_password", f"{(int(number) + 1) % 10_000:04}")
    _press(page)
    assert till.refusal() == "auth.one_time_password_wrong"
    inspector.look(page, "wrong number")
    page.fill("#one_time_password", number)
    _press(page)


def _choose(page: Page, clerk: Clerk, inspector: Inspector) -> None:
    inspector.look(page, "first change")
    page.fill("#password", clerk.password)
    clerk.chooses(Window(page), "Short#1a")
    _press(page)
    inspector.look(page, "off the rule")
    page.fill("#password", clerk.password)
    clerk.chooses(Window(page), CHOSEN)
    _press(page)
    inspector.look(page, "changed")


def _forget(page: Page, clerk: Clerk, inspector: Inspector) -> None:
    _claim(page, clerk, "/sign-in/forgotten")
    page.fill("#reset_code", clerk.reset_code(0))
    _press(page)
    inspector.look(page, "new password")
    clerk.chooses(Window(page), CHOSEN)
    _press(page)
    inspector.look(page, "used before")


def _claim(page: Page, clerk: Clerk, path: str) -> None:
    shop, issuer = clerk.town.urls["SHOP_URL"], clerk.town.rules.issuer_code
    page.goto(f"{shop}?issuer={issuer}")
    if path:
        page.goto(f"{shop}{path}")
    page.fill("#code", clerk.merchant.code)
    page.fill("#login_id", clerk.merchant.login_id)
    _press(page)


def _press(page: Page, button: str = "main form .button-main") -> None:
    with page.expect_navigation():
        page.click(button)
