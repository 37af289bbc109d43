"""メールアドレス変更 at two PCs of the office: by keys alone, and for everybody."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from machiken.contracts.actor import Role
from machiken.contracts.auth import RegisterOfficer
from tests.browser.every_hand import obstacles
from tests.browser.window import Window, window
from tests.chromium import PC, cookies_of
from tests.journeys.console import ADMINISTRATOR, Console
from tests.journeys.people import EAST
from tests.journeys.town import Town

CHIEF: Final = RegisterOfficer(
    login_id="shonin07",
    name="承認 次郎",
    email="shonin07@kinomachi.example",
    role=Role.OFFICE_APPROVER,
)
NEW: Final = "a-rather-long-name.of-hers@new-mailbox.kinomachi.example"
TABS_MAX: Final = 60


def test_a_clerk_proposes_and_an_approver_turns_down_by_keys(town: Town) -> None:
    with _at_pc(town, ADMINISTRATOR) as clerk:
        clerk.page.goto(_merchant(town))
        _looks(clerk, "1-merchant")
        _proposes(clerk)
    with _at_pc(town, CHIEF) as chief:
        chief.page.goto(f"{town.host}/office/")
        _turns_down(chief)


def _proposes(clerk: Window) -> None:
    _keys_to(clerk, "メールアドレスの変更を申請する…")
    clerk.shows("登録の電話番号にかけ直すなど")
    clerk.page.fill("#email", NEW)
    clerk.page.fill("#reason", "お店にかけ直して確認")
    _looks(clerk, "2-new")
    clerk.page.keyboard.press("Enter")
    clerk.shows("申請すると、いまのアドレスに")
    _looks(clerk, "3-confirmation")
    _keys_to(clerk, "戻って直す")
    assert clerk.page.input_value("#email") == NEW
    _keys_to(clerk, "確認へ")
    _keys_to(clerk, "申請する")
    clerk.shows("ほかの承認者の方が判断します。")
    _looks(clerk, "4-proposed")


def _turns_down(chief: Window) -> None:
    _keys_to(chief, "申請を見る")
    _keys_to(chief, "確かめる…")
    chief.shows(NEW)
    _looks(chief, "5-decision")
    _keys_to(chief, "却下する")
    chief.shows("却下しました。")
    _looks(chief, "6-turned-down")


@contextmanager
def _at_pc(town: Town, officer: RegisterOfficer) -> Iterator[Window]:
    """Return an officer's PC, signed in; nothing complained at the end."""
    console = Console(town, officer)
    with window(PC) as opened:
        opened.page.context.add_cookies(cookies_of(console.browser, town.host))
        yield opened
        assert opened.errors == []


def _merchant(town: Town) -> str:
    [row] = town.rows(
        "auth",
        "select merchant_id from merchant where merchant_code = :code",
        code=EAST.code,
    )
    return f"{town.host}/office/merchants/{row.merchant_id}"


def _keys_to(pc: Window, name: str) -> None:
    """Go to the link or button of this name by Tab, and press Enter."""
    assert _focus(pc, name), f"Tab comes to {name}"
    with pc.page.expect_navigation():
        pc.page.keyboard.press("Enter")


def _focus(pc: Window, name: str) -> bool:
    for _ in range(TABS_MAX):
        pc.page.keyboard.press("Tab")
        if pc.page.evaluate("document.activeElement.textContent").strip() == name:
            return True
    return False


def _looks(pc: Window, name: str) -> None:
    """See that the page is for every hand and eye, and fits."""
    assert list(obstacles(pc.page)) == [], name
    pc.photograph(f"mail-proposal-{name}")
