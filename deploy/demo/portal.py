"""A merchant's company at its PC: data asked for, waited for and fetched."""

import re
import time
from collections.abc import Mapping
from datetime import date
from urllib.parse import urljoin

from deploy.demo.browser import Browser, Page, Unexpected
from deploy.demo.mails import Mailbox, number_alone
from deploy.demo.passwords import changed_if_asked, present

PATIENCE_S = 30.0
LOOK_EVERY_S = 0.2


class Portal:
    """One signed-in company; not for two threads at once."""

    def __init__(self, url: str, issuer_code: str, basic: tuple[str, str]) -> None:
        """Begin with a fresh browser that knows the outer gate."""
        self.url = url.rstrip("/") + "/"
        self.issuer_code = issuer_code
        self.browser = Browser(basic=basic)

    def sign_in(
        self,
        company_code: str,
        login_id: str,
        password: str,
        *,
        mailbox: Mailbox,
        email: str,
    ) -> Page:
        """Sign in with company code, login id, password and the mailed number."""
        browser = self.browser
        page = browser.open(self.url, issuer=self.issuer_code)
        before = mailbox.count(email)
        page = browser.submit(
            page,
            page.form("sign-in"),
            company_code=company_code,
            login_id=login_id,
            password=present(password),
        )
        mail = mailbox.wait(
            email, lambda mail: "ワンタイムパスワード" in mail["subject"], after=before
        )
        form = page.form("one-time-password")
        page = browser.submit(page, form, one_time_password=number_alone(mail))
        return changed_if_asked(browser, page, password)

    def export(self, first_on: date, last_on: date, by: str) -> tuple[str, bytes]:
        """Have the data of all merchants made; return its number and the file."""
        page = self.browser.open(f"{self.url}exports/new")
        page = self.browser.submit(
            page,
            page.form("exports/confirmation"),
            merchant_code="",
            first_on=first_on.isoformat(),
            last_on=last_on.isoformat(),
            requested_by=by,
        )
        page = self.browser.submit(page, page.form("/exports"))
        number = re.search(r"処理受付番号\s*(\S+)", page.text)
        export_id = re.search(r"/exports/([0-9a-f-]{36})/accepted", page.url)
        if number is None or export_id is None:
            raise Unexpected(f"{page.url} shows no 処理受付番号: {page.text}")
        return number[1], self._file(export_id[1])

    def ask_account(self, merchant_code: str, account: Mapping[str, str]) -> Page:
        """Ask that one of the company's merchants be paid to this account."""
        page = self.browser.open(f"{self.url}accounts")
        form = page.form("/accounts")
        form.fields |= {"merchant_code": merchant_code, **account}
        return self.browser.submit(page, form).expect("届出を受け付けました")

    def statement(self) -> tuple[Page, bytes]:
        """Return the latest statement's page and its paper."""
        listed = self.browser.open(f"{self.url}statements")
        address = re.search(r'href="([^"]*/statements/[0-9a-f-]{36})"', listed.html)
        if address is None:
            raise Unexpected(f"{listed.url} lists no statement: {listed.text}")
        page = self.browser.open(urljoin(listed.url, address[1]))
        paper = self.browser.session.get(f"{page.url}/paper", timeout=PATIENCE_S)
        paper.raise_for_status()
        return page, paper.content

    def _file(self, export_id: str) -> bytes:
        address = f"/exports/{export_id}/file"
        until = time.monotonic() + PATIENCE_S
        while address not in (shown := self.browser.open(f"{self.url}exports")).html:
            if time.monotonic() > until:
                raise Unexpected(f"{export_id} is not ready: {shown.text}")
            time.sleep(LOOK_EVERY_S)
        answer = self.browser.session.get(
            f"{self.url}exports/{export_id}/file", timeout=PATIENCE_S
        )
        answer.raise_for_status()
        return answer.content
