"""A real browser, as big as the smallest phone: Chromium without a window."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

PATIENCE_MS: Final = 20_000
PHONE: Final = ViewportSize(width=360, height=740)
ANDROID: Final = (
    "Mozilla/5.0 (Linux; Android 14; SC-51D) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/131.0.0.0 Mobile Safari/537.36"
)
QUIET: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Return the browser of this machine; without one, Playwright's own."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(QUIET))
        try:
            yield browser
        finally:
            browser.close()


def phone(browser: Browser) -> Page:
    """Return an Android phone of its own, without any cookie."""
    context = browser.new_context(viewport=PHONE, user_agent=ANDROID, locale="ja-JP")
    context.set_default_timeout(PATIENCE_MS)
    return context.new_page()
