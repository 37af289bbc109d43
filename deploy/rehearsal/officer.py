"""A member of the office at the console: comes in, proposes and approves."""

from datetime import date

from deploy.demo.browser import Browser, Page
from deploy.demo.mails import after_word, number_alone
from deploy.demo.passwords import changed_if_asked, own_password, present
from deploy.rehearsal.stage import Stage
from deploy.rehearsal.town import ISSUER, Officer
from machiken.contracts.auth import RegisterOfficer, verbs


class Desk:
    """One officer's PC; each day begins with a sign-in, for sessions end overnight."""

    def __init__(self, stage: Stage, who: Officer) -> None:
        """Have the officer registered, and come in by the password of the mail."""
        self._stage = stage
        self._who = who
        wanted = RegisterOfficer(
            login_id=who.login_id, name=who.name, email=who.email, role=who.role
        )
        stage.call(verbs.REGISTER_OFFICER, wanted)
        mail = stage.mailbox.wait(
            who.email, lambda mail: "アカウント発行" in mail["subject"]
        )
        self._password = after_word(mail, "初期パスワード")
        self._browser = Browser()
        self.come_in()
        own_password(self._browser, f"{stage.office_url}/password", self._password)

    def close(self) -> None:
        """Leave the PC."""
        self._browser.close()

    def come_in(self) -> None:
        """Sign in with the mailed number."""
        self.close()
        stage, who, browser = self._stage, self._who, Browser()
        page = browser.open(f"{stage.office_url}/", issuer=ISSUER)
        before = stage.mailbox.count(who.email)
        page = browser.submit(
            page,
            page.form("sign-in"),
            login_id=who.login_id,
            password=present(self._password),
        )
        mail = stage.mailbox.wait(
            who.email,
            lambda mail: "ワンタイムパスワード" in mail["subject"],
            after=before,
        )
        form = page.form("one-time-password")
        page = browser.submit(page, form, one_time_password=number_alone(mail))
        changed_if_asked(browser, page, self._password)
        self._browser = browser

    def approve_accounts(self) -> int:
        """Approve every account that waits; return how many did."""
        done = 0
        page = self._settlement()
        while page.has_form("/settlement/accounts/"):
            form = page.form("/settlement/accounts/")
            self._browser.submit(page, form, decision="approve")
            page, done = self._settlement(), done + 1
        return done

    def propose_payout(self, pay_on: date) -> str:
        """Take up all that is to be paid on that day; return the payout's address."""
        page = self._settlement()
        form = page.form("/settlement/payouts")
        made = self._browser.submit(page, form, pay_on=pay_on.isoformat())
        return made.expect("承認待ち").url

    def approve_payout(self, url: str) -> None:
        """Approve the payout that somebody else has proposed."""
        page = self._browser.open(url)
        form = page.form("/decision")
        self._browser.submit(page, form, decision="approve").expect("ファイル作成")

    def _settlement(self) -> Page:
        return self._browser.open(f"{self._stage.office_url}/settlement")
