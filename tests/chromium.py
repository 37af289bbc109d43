"""The real browser of all tests: Chromium without a window."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, ViewportSize, sync_playwright

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
