"""A company's accountant before the PC: comes in, and looks at page after page.

With `MACHIKEN_SHOTS` set to a folder, every page looked at is photographed there.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import HttpCredentials, Page, ViewportSize

from deploy.demo.mails import number_alone
from deploy.demo.passwords import present, remember
from tests.browser.every_hand import obstacles
from tests.browser.settled import BOOKS, ISSUER, Settled
from tests.browser.window import Window, window

PC: Final = ViewportSize(width=1280, height=860)
NARROW: Final = ViewportSize(width=1024, height=768)
WIDER: Final = "document.documentElement.scrollWidth - window.innerWidth"
CUT: Final = """[...document.querySelectorAll(".scrolls")].some(
    (each) => each.scrollWidth > each.clientWidth)"""
CHOSEN: Final = "Keiri#2026hon"


class Accountant:
    """One person at one PC; `complaints` is what keeps somebody from using a page."""

    def __init__(self, window: Window, company: Settled) -> None:
        """Sit down."""
        self.window = window
        self.page: Page = window.page
        self.company = company
        self.url = company.town.urls["PORTAL_URL"]
        self.complaints: list[str] = []

    def opens(self, path: str) -> None:
        """Open a page of the site."""
        self.page.goto(f"{self.url}{path}")

    def comes_in(self) -> None:
        """Sign in, and change the mailed password the first time."""
        mailbox, before = self.claims()
        self.page.fill("#password", present(self.company.password))
        self.window.press("ログイン")
        self.types_number(before)
        if self.page.locator("#new_password").count():
            self.page.fill("#password", self.company.password)
            self.page.fill("#new_password", CHOSEN)
            self.page.fill("#new_password_again", CHOSEN)
            self.window.press("変更")
            remember(self.company.password, CHOSEN)
        self.opens("/")
        assert mailbox.count(BOOKS.email) > before

    def claims(self) -> tuple[Any, int]:
        """Say who it is; return the mailbox, and how many mails it has."""
        mailbox = self.company.town.mailbox
        before = mailbox.count(BOOKS.email)
        self.opens(f"/?issuer={ISSUER}")
        self.page.fill("#company_code", BOOKS.company_code)
        self.page.fill("#login_id", BOOKS.login_id)
        return mailbox, before

    def types_number(self, before: int) -> None:
        """Type the number of a mail after the first `before` ones."""
        mail = self.company.town.mailbox.wait(
            BOOKS.email,
            lambda mail: "ワンタイムパスワード" in mail["subject"],
            after=before,
        )
        self.page.fill("#one_time_password", number_alone(mail))
        self.window.press("ログイン")

    def asks_for_data(self) -> None:
        """Have the data of the half-month before made; stop at its receipt number."""
        self.opens("/exports/new?preset=last_half")
        self.page.fill("#requested_by", "経理 高﨑")
        self.window.press("次へ")
        self.window.press("出力する")

    def looks(self, name: str) -> None:
        """Note what is wrong with the page: for every hand and eye, and at 1,024 px."""
        self.complaints += [f"{name}: {each}" for each in obstacles(self.page)]
        for size in (NARROW, PC):
            self.page.set_viewport_size(size)
            if self.page.evaluate(WIDER) > 0:
                self.complaints.append(f"{name} scrolls sideways at {size['width']} px")
        if self.page.evaluate(CUT):
            self.complaints.append(f"{name} has a table that is cut off")
        self.photographs(name)

    def photographs(self, name: str) -> None:
        """Keep how the page looks, if asked for."""
        folder = os.environ.get("MACHIKEN_SHOTS")
        if folder:
            path = Path(folder) / f"portal-{name}.png"
            self.page.screenshot(path=path, full_page=True)


@contextmanager
def at_pc(company: Settled) -> Iterator[Accountant]:
    """Return an accountant at a PC past the gate; its console complained of nothing."""
    user, password = company.town.gate
    gate = HttpCredentials(username=user, password=password)
    with window(PC, gate) as opened:
        yield Accountant(opened, company)
        assert opened.errors == []
