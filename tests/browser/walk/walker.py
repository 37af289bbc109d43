"""Who walks: a phone of which every screen is read, measured and photographed."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import Locator, Page, expect

from deploy.demo.shop import Shop
from tests.browser.every_hand import obstacles
from tests.browser.phone import browsing
from tests.browser.walk.album import Album
from tests.browser.window import Window
from tests.chromium import PHONE, cookies_of

SHARPNESS: Final = 2
WIDTHS_PX: Final = (PHONE["width"], 320, 180)
"""A phone's, the narrowest phone's, and a phone's at 200 % zoom."""
TYPED_PX: Final = 90
TOO_SMALL: Final = f"""[...document.querySelectorAll("input, select, textarea")]
  .filter((each) => each.offsetParent !== null && each.offsetWidth < {TYPED_PX}
    && !["checkbox", "radio", "file", "hidden"].includes(each.type))
  .map((each) => `${{each.id}} ${{each.offsetWidth}} px`)"""
"""In such a field nobody reads what he types."""
SHOWS_SOMETHING: Final = """video => video.videoWidth > 0 || new Promise((done) => {
  video.addEventListener("loadeddata", () => { done(true); }, { once: true });
})"""
UNFOCUSED: Final = "document.activeElement.blur()"
WIDTH: Final = "document.documentElement.scrollWidth"
TELLS_VIOLATIONS: Final = """
document.addEventListener("securitypolicyviolation", (event) => {
  console.error(`policy refuses ${event.violatedDirective}: ${event.blockedURI}`);
});
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """What the manual shows at one place, by its own words."""

    at: str
    """The manual's chapter and what is to be seen, as it stands below the picture."""
    heading: str
    words: Sequence[str] = ()
    fields: Sequence[str] = ()
    buttons: Sequence[str] = ()
    """Whatever one taps: buttons and links."""
    in_album: bool = True


class Walk(Window):
    """One phone on its way; `complaints` keep somebody from using a screen."""

    def __init__(
        self, page: Page, album: Album, part: str, *, scripts: bool = True
    ) -> None:
        """Listen to the page; its pictures belong to this part of the album."""
        super().__init__(page)
        self._album = album
        self._part = part
        self._scripts = scripts
        self.complaints: list[str] = []

    def tap(self, name: str) -> None:
        """Tap what has this name, and wait for the page that comes."""
        with self.page.expect_navigation():
            self._tappable(name).click()

    def sees_through_camera(self) -> None:
        """Wait until the camera's picture is on the screen."""
        self.page.locator("video").evaluate(SHOWS_SOMETHING)

    def sees(self, screen: Screen) -> None:
        """Read the screen against the manual, photograph it, and look at its form."""
        heading = self.page.get_by_role("heading", name=screen.heading)
        expect(heading.first).to_be_visible()
        for word in screen.words:
            expect(self.page.locator("body")).to_contain_text(word, use_inner_text=True)
        for name in screen.fields:
            expect(self.page.get_by_label(name, exact=True)).to_be_visible()
        for name in screen.buttons:
            expect(self._tappable(name)).to_be_visible()
        if screen.in_album:
            self.page.evaluate(UNFOCUSED)
            self._album.keep(self._part, screen.at, self.page.screenshot())
        self._examine(screen.at)

    def _tappable(self, name: str) -> Locator:
        button = self.page.get_by_role("button", name=name, exact=True)
        link = self.page.get_by_role("link", name=name, exact=True)
        return button.or_(link).locator("visible=true").last

    def _examine(self, at: str) -> None:
        if self._scripts:  # axe is one
            self.complaints += [f"{at}: {each}" for each in obstacles(self.page)]
        for width in WIDTHS_PX:
            self.page.set_viewport_size({**PHONE, "width": width})
            wide = self.page.evaluate(WIDTH)
            if wide > width:
                self.complaints.append(f"{at}: {wide} px wide on {width} px")
            for small in self.page.evaluate(TOO_SMALL):
                self.complaints.append(f"{at}: {small} on {width} px")
        self.page.set_viewport_size(PHONE)


@contextmanager
def walking(
    album: Album,
    part: str,
    *,
    shop: Shop | None = None,
    film: Path | None = None,
    scripts: bool = True,
) -> Iterator[Walk]:
    """Return a phone, signed in as the shop; at the end nothing was complained of."""
    with browsing(
        film=film, size=PHONE, sharpness=SHARPNESS, scripts=scripts
    ) as context:
        context.add_init_script(TELLS_VIOLATIONS)
        if shop is not None:
            context.add_cookies(cookies_of(shop.browser, shop.url))
        walk = Walk(context.new_page(), album, part, scripts=scripts)
        yield walk
        if shop is not None:  # the walk may have proven itself: it is the same till
            for each in context.cookies():
                shop.browser.session.cookies.set(
                    each["name"], each["value"], domain=each["domain"], path="/"
                )
        heard = walk.complaints + walk.errors
        assert heard == [], heard
