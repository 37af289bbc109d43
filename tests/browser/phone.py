"""A clerk's phone: Chromium with the shop's session, and a film before its camera."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from playwright.sync_api import (
    BrowserContext,
    ConsoleMessage,
    Page,
    ViewportSize,
    expect,
)

from deploy.demo.shop import Shop
from tests.chromium import chromium, cookies_of

PATIENCE_MS: Final = 15_000
SIZE: Final = ViewportSize(width=360, height=640)


class Phone:
    """One phone with one page; `errors` is what its console complained of."""

    def __init__(self, context: BrowserContext, shop: Shop) -> None:
        """Open an empty page."""
        self.shop = shop
        self.context = context
        self.page: Page = context.new_page()
        self.page.set_default_timeout(PATIENCE_MS)
        self.errors: list[str] = []
        self.pages_seen: list[str] = []
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("framenavigated", lambda frame: self.pages_seen.append(frame.url))

    def begin(self, yen: int) -> None:
        """Type the amount on the top page and go on to the camera."""
        self.page.goto(self.shop.url)
        self.page.fill("#target", str(yen))
        self.page.click("form[action$='/checkouts'] .button-main")
        self.page.wait_for_url("**/checkouts/*")

    def type_code(self, code: str) -> None:
        """Type a voucher's number."""
        self.page.fill("#voucher_code", code)
        self.page.click("form[data-typed] button")

    def hears(self, kind: str) -> str:
        """Return what the page says about a paper, once it is of this kind."""
        said = self.page.locator(f"[data-said][data-kind={kind}]")
        said.wait_for()
        return said.inner_text()

    def shows(self, words: str) -> None:
        """Wait until the page shows these words."""
        self.page.get_by_text(words).first.wait_for()

    def is_paid(self) -> None:
        """Wait until the page is the receipt; other pages speak of 決済完了, too."""
        expect(self.page.locator("h1")).to_have_text("決済完了", timeout=PATIENCE_MS)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.errors.append(message.text)


@contextmanager
def browsing(  # noqa: PLR0913 - what phones differ in
    *,
    film: Path | None = None,
    camera_allowed: bool = True,
    size: ViewportSize = SIZE,
    sharpness: float = 1,
    scripts: bool = True,
    locale: str = "ja-JP",
) -> Iterator[BrowserContext]:
    """Return a fresh Chromium; with a film it has a camera, which may be refused."""
    camera = film and (
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={film}",
    )
    with chromium(*camera or ()) as browser:
        yield browser.new_context(
            viewport=size,
            device_scale_factor=sharpness,
            java_script_enabled=scripts,
            locale=locale,
            permissions=["camera"] if camera_allowed else [],
        )


@contextmanager
def phone(
    shop: Shop,
    *,
    film: Path | None = None,
    camera_allowed: bool = True,
    locale: str = "ja-JP",
) -> Iterator[Phone]:
    """Return a phone with the shop's session, that asks for pages in its language."""
    with browsing(film=film, camera_allowed=camera_allowed, locale=locale) as context:
        context.add_cookies(cookies_of(shop.browser, shop.url))
        yield Phone(context, shop)
