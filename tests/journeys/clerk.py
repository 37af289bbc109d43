"""Somebody in the office, by the pages that the PC shows."""

from deploy.demo.browser import Browser, Page
from deploy.demo.mails import after_word, number_alone
from deploy.demo.passwords import changed_if_asked, present
from machiken.contracts.actor import Role
from machiken.contracts.auth import RegisterOfficer, verbs
from tests.journeys.town import Town


class Clerk:
    """One officer who is signed in."""

    def __init__(self, town: Town, login_id: str, role: Role) -> None:
        """Register the officer, and sign in by the mails that come."""
        self.url = town.urls["OFFICE_URL"]
        self.browser: Browser = town.visitor()
        email = f"{login_id}@office.kinomachi.example"
        wanted = RegisterOfficer(login_id=login_id, name="町田", email=email, role=role)
        town.office.call(verbs.REGISTER_OFFICER, wanted)
        invited = town.mailbox.wait(
            email, lambda mail: "アカウント発行" in mail["subject"]
        )
        password = after_word(invited, "初期パスワード")
        page = self.browser.open(f"{self.url}/", issuer=town.rules.issuer_code)
        before = town.mailbox.count(email)
        page = self.browser.submit(
            page, page.form("sign-in"), login_id=login_id, password=present(password)
        )
        mail = town.mailbox.wait(
            email, lambda mail: "ワンタイムパスワード" in mail["subject"], after=before
        )
        form = page.form("one-time-password")
        page = self.browser.submit(page, form, one_time_password=number_alone(mail))
        changed_if_asked(self.browser, page, password)

    def open(self, path: str, **query: str) -> Page:
        """Open a page of the office's site."""
        return self.browser.open(f"{self.url}{path}", **query)

    def submit(self, page: Page, part_of_action: str, **filled: str) -> Page:
        """Fill in a form of the page and send it."""
        form = page.form(part_of_action)
        form.fields.update(filled)
        return self.browser.submit(page, form)
