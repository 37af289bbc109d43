"""People whose phone makes their numbers, by the pages that the browser shows."""

import re
from datetime import UTC, datetime, timedelta
from typing import Final

import pyotp

from deploy.demo.browser import Browser, Page

STEP: Final = timedelta(seconds=30)


def secret_on(page: Page) -> str:
    """Return the secret that the page shows in letters."""
    found = re.search(r'class="app-key">(.*?)</p>', page.html, re.DOTALL)
    assert found, page.text
    return "".join(re.findall(r"<span>([A-Z2-7]{4})</span>", found[1]))


def shown(secret: str, steps: int = 0) -> str:
    """Return what the app shows, so many steps of time from now."""
    return pyotp.TOTP(secret).at(datetime.now(UTC) + steps * STEP)


def add_app(browser: Browser, site: str) -> tuple[str, list[str]]:
    """Give who is signed in an app; return its secret and the recovery codes."""
    page = browser.open(f"{site}/authenticator/new")
    page = browser.submit(page, page.form("/authenticator/new"))
    secret = secret_on(page)
    form = page.form("/authenticator/digits")
    page = browser.submit(page, form, app_digits=shown(secret))
    page.expect("予備コード")
    return secret, re.findall(r"[A-Z2-7]{4}(?:-[A-Z2-7]{4}){3}", page.text)


def type_number(browser: Browser, page: Page, number: str) -> Page:
    """Type what is asked for after the password."""
    form = page.form("one-time-password")
    return browser.submit(page, form, one_time_password=number)
