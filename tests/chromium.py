"""The real browser of all tests: Chromium without a window."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from playwright._impl._api_structures import SetCookieParam
from playwright.sync_api import Browser, ViewportSize, sync_playwright

from deploy.demo.browser import Browser as Visitor

PHONE: Final = ViewportSize(width=360, height=740)
PC: Final = ViewportSize(width=1280, height=800)
_PROGRAM: Final = Path("/usr/bin/chromium")
_QUIET: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)


@contextmanager
def chromium(*switches: str) -> Iterator[Browser]:
    """Return a browser with these switches; where Debian has none, Playwright's own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=_PROGRAM if _PROGRAM.exists() else None,
            args=[*_QUIET, *switches],
        )
        try:
            yield browser
        finally:
            browser.close()


def cookies_of(visitor: Visitor, url: str) -> list[SetCookieParam]:
    """Return what Chromium needs to go on as who signed in to this site by HTTP."""
    host = urlsplit(url).hostname or ""
    return [
        SetCookieParam(name=name, value=value, domain=host, path="/")
        for name, value in visitor.session.cookies.items()
    ]
