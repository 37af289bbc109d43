"""Chromium as a person has it: a phone's or a PC's window, and what it complains of.

With `MACHIKEN_SHOTS` set to a folder, pages that a test names are photographed there.
"""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from playwright.sync_api import ConsoleMessage, HttpCredentials, Page, ViewportSize

from tests.chromium import PHONE, chromium

PATIENCE_MS: Final = 20_000
_EXPECTED: Final = re.compile(r"status of (401|403|422|429)\b")
"""Chromium tells of each page that says no; the page itself is what is looked at."""


class Window:
    """One page of a fresh browser."""

    def __init__(self, page: Page) -> None:
        """Listen to its console."""
        self.page = page
        self.errors: list[str] = []
        page.set_default_timeout(PATIENCE_MS)
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def press(self, name: str) -> None:
        """Tap the button of this name, and wait for the page that comes."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name, exact=True).click()

    def shows(self, words: str) -> None:
        """Wait until the page shows these words."""
        self.page.get_by_text(words).first.wait_for()

    def refusal(self) -> str | None:
        """Return the refusal that the page shows, by its stable code."""
        found = self.page.locator("[data-refusal]")
        return found.get_attribute("data-refusal") if found.count() else None

    def photograph(self, name: str) -> None:
        """Keep how the page looks, if asked for; it must fit the window's width."""
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        size = self.page.viewport_size or PHONE
        assert wide <= size["width"], f"{name} is {wide} px wide"
        folder = os.environ.get("MACHIKEN_SHOTS")
        if folder:
            path = Path(folder) / f"{name}.png"
            self.page.screenshot(path=path, full_page=True)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not _EXPECTED.search(message.text):
            self.errors.append(message.text)


@contextmanager
def window(
    size: ViewportSize = PHONE,
    gate: HttpCredentials | None = None,
    locale: str = "ja-JP",
) -> Iterator[Window]:
    """Return a window of a Chromium of its own, without cookies.

    `gate` is what the outer gate of the companies' site is told.
    """
    with chromium() as browser:
        context = browser.new_context(
            viewport=size, locale=locale, http_credentials=gate
        )
        yield Window(context.new_page())
