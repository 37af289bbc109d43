"""The till without a finger, without eyes, and at 200 % zoom."""

from typing import Final

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from deploy.demo.shop import Shop
from tests.browser.phone import Phone, phone
from tests.journeys.town import Town

ZOOMED: Final = ViewportSize(width=320, height=370)
TABLET: Final = ViewportSize(width=800, height=1280)
"""What a tablet of 640 by 740 px has left at 200 %."""
STOPS_MAX: Final = 40
FOCUSED: Final = "(document.activeElement.innerText || document.activeElement.id)"
# What has the focus is not below something else, such as the bar with the next step.
HIDDEN: Final = """() => {
  const focused = document.activeElement;
  const box = focused.getBoundingClientRect();
  const x = box.left + box.width / 2, y = box.top + box.height / 2;
  const seen = document.elementFromPoint(x, y);
  return !(seen && (focused.contains(seen) || seen.contains(focused)
    || (focused.labels && [...focused.labels].some((each) => each.contains(seen)))));
}"""


def test_by_the_keyboard_alone_vouchers_are_read_and_paid(
    town: Town, shop: Shop
) -> None:
    with phone(shop) as till:
        keys = till.page.keyboard
        till.page.goto(shop.url)
        _tab_to(till.page, "target")
        keys.type("2000")
        keys.press("Enter")
        till.page.wait_for_url("**/checkouts/*")
        for place, code in enumerate(town.vouchers(2), start=1):
            _tab_to(till.page, "voucher_code")
            keys.type(code)
            keys.press("Enter")
            if place == 1:
                till.hears("good")
        till.page.wait_for_url("**/confirmation")
        _tab_to(till.page, "決済")
        keys.press("Enter")

        till.is_paid()
        assert till.errors == []


def test_a_screen_reader_hears_each_paper_and_names_each_button(
    town: Town, shop: Shop
) -> None:
    code = town.voucher()
    with phone(shop) as till:
        till.begin(3_000)
        live = till.page.locator("[aria-live=assertive][role=status]")
        expect(live).to_be_attached()  # before anything is said, or nothing is heard
        till.shows("カメラが見つかりません")

        till.type_code(code)

        expect(live).to_contain_text(f"1枚目 …{code[-4:]} 1,000円")
        expect(till.page.get_by_role("alert")).to_contain_text("カメラが見つかりません")
        undo = till.page.get_by_role("button", name=f"1枚目 末尾{code[-4:]} を取消")
        expect(undo).to_be_visible()
        expect(till.page.get_by_role("progressbar")).to_have_accessible_name(
            "読み取りの進み"
        )
        till.type_code(code)
        expect(live).to_contain_text("この商品券は読み取り済みです（1枚目）。")
        undo.press("Enter")
        expect(live).to_contain_text("1枚を取り消しました。")


def test_at_200_percent_nothing_is_cut_off_and_the_focus_is_in_sight(
    town: Town, shop: Shop
) -> None:
    with phone(shop) as till:
        till.page.set_viewport_size(ZOOMED)
        till.page.goto(shop.url)
        hidden = _hidden_stops(till.page)
        till.begin(2_000)
        till.type_code(town.voucher())
        till.hears("good")
        hidden += _hidden_stops(till.page)
        _go_on(till)
        hidden += _hidden_stops(till.page)

        assert hidden == []


def test_on_a_tablet_the_keys_of_the_amount_fill_their_row(shop: Shop) -> None:
    with phone(shop) as till:
        till.page.set_viewport_size(TABLET)
        till.page.goto(shop.url)

        row = till.page.locator(".keys").bounding_box()
        last = till.page.locator(".keys [data-adds='10000']").bounding_box()
        assert row is not None
        assert last is not None
        assert last["x"] + last["width"] == pytest.approx(row["x"] + row["width"], 0.01)


def _go_on(till: Phone) -> None:
    till.page.get_by_role("link", name="読み込み分だけ決済").click()
    till.page.wait_for_url("**/confirmation")


def _tab_to(page: Page, wanted: str) -> None:
    """Press Tab until what has this id or these words has the focus."""
    for _ in range(STOPS_MAX):
        if str(page.evaluate(FOCUSED)).strip() == wanted:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no Tab leads to {wanted}")


def _hidden_stops(page: Page) -> list[str]:
    """Return what Tab leads to on this page and does not show."""
    wide = page.evaluate("document.documentElement.scrollWidth")
    hidden = [] if wide <= ZOOMED["width"] else [f"{page.url} is {wide} px wide"]
    first = ""
    for _ in range(STOPS_MAX):
        page.keyboard.press("Tab")
        stop = page.evaluate("document.activeElement.outerHTML.slice(0, 120)")
        if stop == first:
            break
        first = first or stop
        if not stop.startswith("<body") and page.evaluate(HIDDEN):
            hidden.append(f"{page.url}: {stop}")
    return hidden
