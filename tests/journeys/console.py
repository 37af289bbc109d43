"""A member of the office at the console, by the pages that the browser shows."""

from typing import Final

from deploy.demo.browser import Browser, Page
from deploy.demo.mails import after_word, number_alone
from deploy.demo.passwords import changed_if_asked, present
from machiken.contracts.actor import Role
from machiken.contracts.auth import RegisterOfficer, verbs
from tests.journeys.town import Town

LOGIN_ID: Final = "kanri01"
EMAIL: Final = "kanri@kinomachi.example"


ADMINISTRATOR: Final = RegisterOfficer(
    login_id=LOGIN_ID,
    name="管理 花子",
    email=EMAIL,
    role=Role.OFFICE_ADMINISTRATOR,
)


class Console:
    """The administrator, or another officer, signed in."""

    def __init__(self, town: Town, officer: RegisterOfficer = ADMINISTRATOR) -> None:
        """Register the officer and sign in for this year's campaign."""
        self.url = f"{town.host}/office"
        self.browser: Browser = town.visitor()
        town.office.call(verbs.REGISTER_OFFICER, officer)
        email = officer.email
        mail = town.mailbox.wait(email, lambda mail: "初期パスワード" in mail["text"])
        password = after_word(mail, "初期パスワード")
        page = self.browser.open(f"{self.url}/", issuer=town.rules.issuer_code)
        before = town.mailbox.count(email)
        form = page.form("sign-in")
        page = self.browser.submit(
            page, form, login_id=officer.login_id, password=present(password)
        )
        mail = town.mailbox.wait(
            email, lambda mail: "ワンタイムパスワード" in mail["subject"], after=before
        )
        form = page.form("one-time-password")
        page = self.browser.submit(page, form, one_time_password=number_alone(mail))
        changed_if_asked(self.browser, page, password)

    def open(self, path: str, **query: str) -> Page:
        """Open a page of the console."""
        return self.browser.open(f"{self.url}{path}", **query)

    def upload(
        self, path: str, part_of_action: str, **files: tuple[str, bytes]
    ) -> Page:
        """Open a page, choose files by their names, and send them."""
        page = self.open(path)
        form = page.form(part_of_action)
        return self.browser.submit(page, form, files=files)

    def send(self, path: str, part_of_action: str, **filled: str) -> Page:
        """Open a page, fill its form in and send it."""
        page = self.open(path)
        form = page.form(part_of_action)
        form.fields |= filled
        return self.browser.submit(page, form)
