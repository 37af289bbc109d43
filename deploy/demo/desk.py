"""A member of the office at the console, by the pages that the browser shows."""

from datetime import date

from deploy.demo.browser import Browser, Page, Unexpected
from deploy.demo.mails import Mailbox, after_word, number_alone
from deploy.demo.passwords import changed_if_asked, present


class Desk:
    """One signed-in officer; not for two threads at once."""

    def __init__(self, url: str, issuer_code: str) -> None:
        """Begin with a fresh browser."""
        self.url = url.rstrip("/")
        self.issuer_code = issuer_code
        self.browser = Browser()

    def sign_in(self, login_id: str, *, mailbox: Mailbox, email: str) -> Page:
        """Sign in with the mailed password and a mailed number."""
        mail = mailbox.wait(email, lambda mail: "初期パスワード" in mail["text"])
        password = after_word(mail, "初期パスワード")
        browser = self.browser
        page = browser.open(f"{self.url}/", issuer=self.issuer_code)
        before = mailbox.count(email)
        page = browser.submit(
            page, page.form("sign-in"), login_id=login_id, password=present(password)
        )
        mail = mailbox.wait(
            email, lambda mail: "ワンタイムパスワード" in mail["subject"], after=before
        )
        form = page.form("one-time-password")
        page = browser.submit(page, form, one_time_password=number_alone(mail))
        return changed_if_asked(browser, page, password)

    def send(self, path: str, part_of_action: str, **filled: str) -> Page:
        """Open a page, fill its form in and send it. Raises `Unexpected` if refused."""
        page = self.browser.open(f"{self.url}{path}")
        form = page.form(part_of_action)
        form.fields |= filled
        done = self.browser.submit(page, form)
        if done.refusal is not None:
            raise Unexpected(f"{done.url} refuses: {done.refusal}")
        return done

    def prepare_payout(self, pay_on: date) -> Page | None:
        """Take up what is to be paid; None where the banks are closed on that day."""
        page = self.browser.open(f"{self.url}/settlement")
        form = page.form("/settlement/payouts")
        done = self.browser.submit(page, form, pay_on=pay_on.isoformat())
        if done.refusal == "settlement.pay_day_off":
            return None
        return done.expect("承認待ち")
