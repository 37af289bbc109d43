"""The basket is on the server: no crash and no slip of the finger loses it."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from playwright.sync_api import expect

from deploy.demo.shop import Shop
from tests.browser.conftest import Paper
from tests.browser.phone import Phone, phone
from tests.journeys.town import Town

KEPT: Final = "machiken-checkout"


def test_after_a_crash_the_top_page_leads_back_to_the_basket(
    town: Town, shop: Shop
) -> None:
    with phone(shop) as till:
        till.begin(3_000)
        till.type_code(town.voucher())
        till.hears("good")
        [kept] = [each for each in till.context.cookies() if each["name"] == KEPT]
        assert kept["expires"] > 0, "it outlasts the browser"

    with phone(shop) as till:  # the browser began anew; it keeps lasting cookies alone
        till.context.add_cookies(
            [{"name": KEPT, "value": kept["value"], "url": shop.url}]
        )
        till.page.goto(shop.url)
        till.shows("読み取りの途中です（1枚 1,000円分）")
        till.page.click("text=続きから読み取る")

        expect(till.page.locator("[data-rows] li")).to_have_count(1)
        expect(till.page.locator("dd[data-fill=total]")).to_have_text("1,000円")
        till.page.goto(f"{till.page.url}/abort")
        till.page.get_by_role("button", name="決済中止").click()
        till.page.goto(shop.url)
        till.shows("決済金額入力")
        expect(till.page.get_by_text("読み取りの途中です")).to_have_count(0)
        assert till.errors == []


def test_a_photo_is_read_on_the_phone_and_never_sent(
    shop: Shop, stock: Iterator[Paper], tmp_path: Path
) -> None:
    [(code, paper)] = islice(stock, 1)
    photo = tmp_path / "photo.jpg"
    paper.resize((2560, 1920)).save(photo, quality=85)
    with phone(shop) as till:
        sent: list[str] = []
        till.page.on("request", lambda request: sent.append(request.url))
        till.begin(3_000)

        till.page.set_input_files("#photo", photo)

        assert f"…{code[-4:]}" in till.hears("good")
        assert not [url for url in sent if url.endswith("/photos")]


def test_a_slip_of_the_finger_in_a_typed_code_is_told(town: Town, shop: Shop) -> None:
    code = town.voucher()
    slipped = code[:-1] + ("7" if code[-1] != "7" else "8")
    with phone(shop) as till:
        till.begin(3_000)

        till.type_code(slipped)

        assert "商品券の番号として読み取れません" in till.hears("bad")
        expect(till.page.locator("[data-rows] li")).to_have_count(0)
        _types_as_people_do(till, code)
        assert f"…{code[-4:]}" in till.hears("good")


def _types_as_people_do(till: Phone, code: str) -> None:
    groups = (code[at : at + 4].lower() for at in range(0, len(code), 4))
    till.type_code(" ".join(groups))
