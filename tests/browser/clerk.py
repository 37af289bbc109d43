"""A clerk before the shop's sign-in: types, moves the puzzle's piece, reads the mail.

Where the piece belongs is found as a stranger would find it, by looking.
"""

import re
from typing import Final

from deploy.demo import puzzle
from deploy.demo.mails import number_alone
from tests.browser.window import Window
from tests.journeys.people import Merchant
from tests.journeys.town import Town

CODE: Final = re.compile(r"^([0-9A-Z]{5}-[0-9A-Z]{5})$", re.MULTILINE)


class Clerk:
    """One person, who may sit before one window after another."""

    def __init__(self, town: Town, merchant: Merchant, password: str) -> None:
        """Know the mailed password."""
        self.town = town
        self.merchant = merchant
        self.password = password

    def claims(self, window: Window) -> None:
        """Type code and login id, as the address in the mail leads to."""
        shop, issuer = self.town.urls["SHOP_URL"], self.town.rules.issuer_code
        window.page.goto(f"{shop}?issuer={issuer}")
        window.page.fill("#code", self.merchant.code)
        window.page.fill("#login_id", self.merchant.login_id)
        window.press("次へ")

    def comes_in(self, window: Window) -> None:
        """Sign in, puzzle and all."""
        self.claims(window)
        drag_piece(window)
        window.page.fill("#password", self.password)
        self.proves_mailbox(window, "認証")

    def proves_mailbox(self, window: Window, button: str) -> None:
        """Send the password by this button, and type the number that is mailed."""
        before = self.town.mailbox.count(self.merchant.email)
        window.press(button)
        assert window.refusal() is None, window.page.inner_text("main")
        window.page.fill("#one_time_password", self.number(before))
        window.press("ログイン")

    def changes_password(self, window: Window, new: str) -> None:
        """Fill in the page for it."""
        window.page.fill("#password", self.password)
        self.chooses(window, new)
        window.press("変更")
        self.password = new

    def chooses(self, window: Window, new: str) -> None:
        """Type a new password twice."""
        window.page.fill("#new_password", new)
        window.page.fill("#new_password_again", new)

    def number(self, before: int) -> str:
        """Return the one-time password of a mail after the first `before` ones."""
        mail = self.town.mailbox.wait(
            self.merchant.email,
            lambda mail: "ワンタイムパスワード" in mail["subject"],
            after=before,
        )
        return number_alone(mail)

    def reset_code(self, before: int) -> str:
        """Return the code of a mail after the first `before` ones."""
        mail = self.town.mailbox.wait(
            self.merchant.email,
            lambda mail: "再設定コード" in mail["subject"],
            after=before,
        )
        found = CODE.search(mail["text"])
        assert found is not None, "the code stands alone on its line"
        return found[1]


def drag_piece(window: Window, *, beside_px: int = 0) -> None:
    """Move the piece by the mouse to its place, or so far beside it."""
    piece = window.page.locator(".puzzle-piece")
    box, wide = piece.bounding_box(), piece.evaluate("each => each.offsetWidth")
    assert box is not None, "the piece is to be seen"
    scale = box["width"] / wide  # a screen that is zoomed in has a smaller picture
    target = (place_of_piece(window) + beside_px) * scale
    x, y = box["x"] + 20 * scale, box["y"] + 20 * scale
    mouse = window.page.mouse
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + target / 2, y + 3, steps=5)
    mouse.move(x + target, y, steps=5)
    mouse.up()


def key_piece(window: Window) -> None:
    """Move the piece by the keyboard alone, as far as it belongs."""
    target = place_of_piece(window)
    window.page.locator("#puzzle-x").focus()
    for _ in range(target):
        window.page.keyboard.press("ArrowRight")


def place_of_piece(window: Window) -> int:
    """Return how far from the left the piece belongs, in pixels, by its looks."""
    place = puzzle.place_of_piece(window.page.content())
    assert place is not None, "the page has a puzzle"
    return place
