"""From the last redemption of a half-month to the merchant's money: the office's part.

The half-month ended before today, on a clock that was moved back for the main job, and
comes back now: the services close it by themselves. Two persons pay it.
"""

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from deploy.demo import town
from deploy.demo.desk import Desk
from deploy.demo.keeping import write_private
from deploy.demo.mails import Mailbox
from deploy.demo.operator import CommandFailed, Operator
from deploy.demo.portal import Portal
from deploy.local.stack import Stack
from deploy.local.supervision import wait_until

CLOSED_WITHIN_S: Final = 60.0
CLOSED_DAYS_MAX: Final = 10
"""Banks are never closed for longer."""
RECORD: Final = 120


class Settling:
    """The office's people and what they do about one half-month."""

    def __init__(
        self, stack: Stack, operator: Operator, mailbox: Mailbox, issuer: str
    ) -> None:
        """Know where everybody is."""
        self._urls = stack.urls
        self._operator = operator
        self._mailbox = mailbox
        self._issuer = issuer
        self._pay_by = date.min
        self._folder = stack.root / "papers"
        self._folder.mkdir(mode=0o700, exist_ok=True)

    def register_officers(self) -> None:
        """Have two persons at the office: one prepares, the other approves."""
        for login_id, name, email, role in town.OFFICERS:
            words = ["--login-id", login_id, "--name", name, "--email", email]
            self._operator.run("officer", "register", *words, "--role", role)

    def name_accounts(self, portal: Portal) -> str:
        """Name the town's account; have the company ask for its own, and approve it."""
        words = ["--issuer", self._issuer, "--consignor", town.CONSIGNOR]
        account = [f"--{name}={said}" for name, said in town.PAYER_ACCOUNT.items()]
        self._operator.run("payout", "payer", *words, *account)
        portal.ask_account(town.MERCHANT_CODE, town.MERCHANT_ACCOUNT)
        self._desk(0).send("/settlement", "/decision", decision="approve")
        return f"…{town.MERCHANT_ACCOUNT['account_number'][-3:]}"

    def closed(self, last_on: date) -> str:
        """Return what the half-month pays, once the services have closed it."""
        wait_until(
            lambda: self._preview(last_on) is not None,
            CLOSED_WITHIN_S,
            f"the half-month to {last_on} closed",
        )
        view = self._preview(last_on)
        assert view is not None, "what is closed stays closed"
        self._pay_by = date.fromisoformat(view["pay_by"])
        statements = len(view["statements"])
        return f"{statements} statement, {view['net']}円, by {self._pay_by}"

    def statement(self, portal: Portal) -> tuple[str, str]:
        """Return what the company's latest statement says, and where its paper is."""
        page, paper = portal.statement()
        net = re.search(r"差引お支払額\s*([\d,]+\s*円)", page.text)
        assert net is not None, f"a statement says what is paid: {page.text}"
        return net[1], str(self.kept("statement.pdf", paper))

    def pay(self, today: date) -> tuple[str, str]:
        """Prepare, approve by a second person, and write the bank's file."""
        first, second = self._desk(0), self._desk(1)
        begins = max(self._pay_by, today)
        days = (begins + timedelta(days=each) for each in range(CLOSED_DAYS_MAX))
        page = next(filter(None, map(first.prepare_payout, days)), None)
        assert page is not None, "banks are open on one of the days"
        payout_id = page.url.rpartition("/")[2]
        second.send(f"/settlement/payouts/{payout_id}", "/decision", decision="approve")
        file = self._folder / f"furikomi-{self._pay_by:%Y%m%d}.txt"
        file.unlink(missing_ok=True)
        self._operator.run("payout", "file", payout_id, "--out", str(file))
        count = len(file.read_bytes()) // RECORD
        return f"{count} records of {RECORD} bytes", str(file)

    def kept(self, name: str, content: bytes) -> Path:
        """Keep a paper beside the stack's data, for its owner only."""
        path = self._folder / name
        write_private(path, content)
        return path

    def _preview(self, last_on: date) -> Any:
        """Return the half-month as it is frozen, or None while it is not."""
        words = ("--issuer", self._issuer, "--last-on", last_on.isoformat())
        try:
            view = self._operator.run("settlement", "preview", *words)
        except CommandFailed as failed:
            if "period_not_sealed" not in str(failed):
                raise
            return None
        return view if view["closed_at"] else None

    def _desk(self, place: int) -> Desk:
        login_id, _, email, _ = town.OFFICERS[place]
        desk = Desk(self._urls["OFFICE_URL"], self._issuer)
        desk.sign_in(login_id, mailbox=self._mailbox, email=email)
        return desk
