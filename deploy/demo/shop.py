"""A shop at its till, by the pages that its phone shows."""

import re
from urllib.parse import urljoin

from deploy.demo.browser import Browser, Page
from deploy.demo.mails import Mailbox, number_alone
from deploy.demo.passwords import changed_if_asked, present
from deploy.demo.puzzle import place_of_piece

PUZZLES_MAX = 3
"""So often the picture is looked at before the mail alone must do."""


class Shop:
    """One signed-in till; not for two threads at once."""

    def __init__(self, url: str, issuer_code: str) -> None:
        """Begin with a fresh browser."""
        self.url = url.rstrip("/") + "/"
        self.issuer_code = issuer_code
        self.browser = Browser()
        self._password = ""

    def sign_in(
        self,
        merchant_code: str,
        login_id: str,
        password: str,
        *,
        mailbox: Mailbox,
        email: str,
    ) -> Page:
        """Sign in by the manual's steps and return the top page.

        An initial password is changed on the way; the same call works again later.
        """
        browser, self._password = self.browser, password
        page = browser.open(self.url, issuer=self.issuer_code)
        page = browser.submit(
            page, page.form("sign-in"), code=merchant_code, login_id=login_id
        )
        before = mailbox.count(email)
        page = self._password_and_puzzle(page)
        page.expect("ワンタイムパスワード")
        mail = mailbox.wait(
            email, lambda mail: "ワンタイムパスワード" in mail["subject"], after=before
        )
        form = page.form("one-time-password")
        page = browser.submit(page, form, one_time_password=number_alone(mail))
        return changed_if_asked(browser, page, password)

    def change_password(self, password: str) -> Page:
        """Choose another password than the mailed one, which ends after a week."""
        page = self.browser.open(urljoin(self.url, "password"))
        return changed_if_asked(self.browser, page, password)

    def begin(self, yen: int) -> Page:
        """Type the amount and return the reading page."""
        top = self.browser.open(self.url)
        return self.browser.submit(top, top.form("/checkouts"), target=str(yen))

    def read(self, page: Page, code: str) -> Page:
        """Type or paste a code on the reading page."""
        form = page.form("/reads")
        return self.browser.submit(page, form, voucher_code=code)

    def photograph(self, page: Page, photo: bytes) -> Page:
        """Upload a photo of a QR on the reading page."""
        files = {"photo": ("photo.png", photo)}
        return self.browser.submit(page, page.form("/photos"), files=files)

    def redeem(self, page: Page) -> Page:
        """Go on from the reading page to 決済, and return what comes."""
        confirm = self.browser.open(f"{_checkout(page)}/confirmation")
        return self.browser.submit(confirm, confirm.form("/redemption"))

    def _password_and_puzzle(self, page: Page) -> Page:
        """Return what comes of the password: with the puzzle solved, else by mail."""
        typed = present(self._password)
        for _ in range(PUZZLES_MAX):
            place = place_of_piece(page.html)
            if place is None:
                break
            page = self.browser.submit(
                page,
                page.form("password"),
                password=typed,
                puzzle_x=str(place),
                way="puzzle",
            )
            if page.refusal != "auth.puzzle_missed":
                return page
        form = page.form("password")
        return self.browser.submit(page, form, password=typed)

    def proven(self, page: Page) -> Page:
        """Return the page that was wanted, after the password where it is asked for."""
        if not page.has_form("/proof"):
            return page
        form = page.form("/proof")
        return self.browser.submit(page, form, password=present(self._password))

    def balance(self, code: str) -> Page:
        """Ask what a voucher is worth."""
        page = self.browser.open(urljoin(self.url, "balance"))
        form = page.form("/balance")
        return self.browser.submit(page, form, voucher_code=code)

    def refund(self, receipt: Page) -> Page:
        """Find the payment by its number, and give it back."""
        number = payment_no(receipt)
        page = self.browser.open(urljoin(self.url, "refunds"), payment_no=number)
        address = re.search(r'href="([^"]*/payments/[^"]*/refund)"', page.html)
        assert address is not None, f"the search finds {number}: {page.text}"
        confirm = self.proven(self.browser.open(urljoin(page.url, address[1])))
        return self.browser.submit(confirm, confirm.form("/refund"))


def payment_no(receipt: Page) -> str:
    """Return the 決済ID that a page shows, without the blanks between its groups."""
    found = re.search(r'class="number">([^<]+)<', receipt.html)
    assert found is not None, f"the page shows a 決済ID: {receipt.text}"
    return found[1].replace(" ", "")


def _checkout(page: Page) -> str:
    found = re.search(r".*/checkouts/[0-9a-f-]{36}", page.url)
    assert found is not None, f"{page.url} is a checkout's page"
    return found[0]
