"""Every screen of the till, small and with doubled letters, for every hand and eye."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final

from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Page, ViewportSize, expect

from deploy.demo.shop import Shop
from tests.browser.conftest import Paper, Shoot
from tests.browser.phone import Phone, phone
from tests.journeys.town import Town

SMALL: Final = ViewportSize(width=320, height=568)
CONTACTS: Final = Path(__file__).parents[2] / "build" / "till.png"
"""All screens side by side, to be looked at."""
A_ROW: Final = 7
GAP: Final = 12
WIDER: Final = "document.documentElement.scrollWidth - window.innerWidth"
DOUBLE: Final = "document.documentElement.style.fontSize = '36px'"
PLAIN: Final = "document.documentElement.style.fontSize = ''"


class Inspector:
    """Looks at one screen after another, and keeps a picture of each."""

    def __init__(self, folder: Path) -> None:
        """Begin with no complaint."""
        self._axe = Axe()
        self._folder = folder
        self._pictures: list[Path] = []
        self.complaints: list[str] = []

    def look(self, page: Page, name: str) -> None:
        """Note what keeps somebody from using the screen."""
        self._keep(page, name)
        found: list[Any] = self._axe.run(page).response["violations"]
        self.complaints += [f"{name}: {each['id']} {each['help']}" for each in found]
        self._note_overflow(page, f"{name} at 320 px")
        page.evaluate(DOUBLE)
        self._note_overflow(page, f"{name} with doubled letters", but_for=40)
        page.evaluate(PLAIN)

    def finish(self) -> None:
        """Write the contact sheet."""
        pictures = [Image.open(path) for path in self._pictures]
        rows = -(-len(pictures) // A_ROW)
        width, height = SMALL["width"] + GAP, SMALL["height"] + GAP
        sheet = Image.new("RGB", (A_ROW * width, rows * height), "grey")
        for number, each in enumerate(pictures):
            sheet.paste(each, (number % A_ROW * width, number // A_ROW * height))
            each.close()
        CONTACTS.parent.mkdir(exist_ok=True)
        sheet.save(CONTACTS)

    def _note_overflow(self, page: Page, what: str, *, but_for: int = 0) -> None:
        if page.evaluate(WIDER) > but_for:
            self.complaints.append(f"{what} scrolls sideways")

    def _keep(self, page: Page, name: str) -> None:
        path = self._folder / f"{len(self._pictures)}-{name}.png"
        page.screenshot(path=path)
        self._pictures.append(path)


def test_every_screen_of_the_till_is_for_everybody(
    town: Town, shop: Shop, stock: Iterator[Paper], shoot: Shoot, tmp_path: Path
) -> None:
    papers = list(islice(stock, 2))
    film = shoot([paper for _, paper in papers], each_s=4.0, before_s=1.0)
    inspector = Inspector(tmp_path)

    with phone(shop, film=film) as till:
        till.page.set_viewport_size(SMALL)
        _walk(till, inspector)
    with phone(shop) as till:
        till.page.set_viewport_size(SMALL)
        _walk_without_camera(till, inspector, town.vouchers(2))
    inspector.finish()

    assert inspector.complaints == []


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
    till.shows("ご利用残高")
    inspector.look(page, "balance")
    for name in ("sales", "refunds", "help"):
        page.goto(f"{till.shop.url}{name}")
        inspector.look(page, name)


def _walk_without_camera(till: Phone, inspector: Inspector, codes: list[str]) -> None:
    page = till.page
    till.begin(2_000)
    till.shows("カメラが見つかりません")
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
    page.route("**/redemption", lambda route: route.abort(), times=1)
    page.click("form[data-pay] button")
    till.shows("結果を確認しています")
    inspector.look(page, "unsure")
    expect(page.locator("h1")).to_have_text("決済完了")
    inspector.look(page, "receipt")
