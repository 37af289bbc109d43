"""A whole campaign on the moved clock: four services, each with its own database.

Every event of money goes from redemption's outbox to the books three times, in any
order; what auth tells goes to the other three.
"""

import random
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from uuid import uuid4

from sqlalchemy import select

from machiken import clock
from machiken.contracts.actor import Actor, Role
from machiken.contracts.auth import (
    ApplyMerchant,
    MerchantRegistered,
    SendInvitations,
    StaffInvited,
)
from machiken.contracts.events import Event
from machiken.contracts.redemption import (
    CampaignApplied,
    PaymentRefunded,
    PeriodSealed,
    Receipt,
    RedemptionCompleted,
)
from machiken.contracts.settlement import LedgerQuery, PayoutView, PreparePayout
from machiken.contracts.wire import from_wire
from machiken.database import Transactions
from machiken.ids import CompanyCode, MerchantCode, MerchantId, PayoutId, VoucherCode
from machiken.money import Yen
from machiken.town_time import town_day
from services.auth.usecases.send_invitations import (
    announce_invitations,
    send_invitations,
)
from services.notify.store.tables import LETTER
from services.redemption.usecases.keep_merchant import keep_merchant
from services.settlement.usecases.prepare_payout import prepare_payout
from services.settlement.usecases.show_ledger import show_ledger
from tests.auth import town as auth
from tests.auth.joining import CLERK as RECRUITER
from tests.auth.joining import FLORIST, Desk
from tests.notify.hearing import tell as tell_notify
from tests.redemption.till import Till
from tests.redemption.town import ISSUER, RULES, Town, moment
from tests.settlement.usecases.closing import CLERK
from tests.settlement.usecases.hearing import tell
from tests.settlement.usecases.paying import KEY, file_of, issued, judged, line, told
from tests.settlement.zengin_reader import read

OPENS: Final = date(2026, 4, 17)
DEADLINES: Final = (date(2026, 4, 30), date(2026, 5, 18))
KINDS: Final[dict[str, type[Event]]] = {
    kind.name: kind
    for kind in (CampaignApplied, RedemptionCompleted, PaymentRefunded, PeriodSealed)
}
LAST: Final = {"period_sealed", "campaign_applied"}


@dataclass(frozen=True, kw_only=True)
class Recruit:
    """A shop that wants to take part, and when (S-CAL-1)."""

    code: str
    window: int
    applies_on: date
    papers_on: date
    mailed_on: date

    @property
    def application(self) -> ApplyMerchant:
        """Return what the shop wrote down."""
        person = FLORIST.people[0]
        login_id = f"{self.code}-hanako"
        email = f"{login_id}@shops.kinomachi.example"
        return replace(
            FLORIST,
            merchant_code=MerchantCode(self.code),
            company_code=CompanyCode(f"R0{self.code[1:]}"),
            applied_on=self.applies_on,
            people=(replace(person, login_id=login_id, email=email),),
        )


class Rehearsal:
    """The town's people, and the days that all four services have."""

    def __init__(self, dbs: dict[str, Transactions]) -> None:
        """Begin on the day on which recruiting opens."""
        self.dbs = dbs
        self.town = Town(db=dbs["redemption"])
        self.books = dbs["settlement"]
        self.auth = auth.Town(db=dbs["auth"])
        self.desk = Desk(town=self.auth)
        self.chance = random.Random(15)  # noqa: S311 - a campaign that can be repeated
        self.heard: dict[str, int] = {}
        self.go_to(moment(OPENS, "09:00:00"))
        self.town.apply(RULES, recruit_first_on=OPENS, recruit_deadlines=DEADLINES)
        [applied] = self._fresh(self.town, CampaignApplied)
        self.auth.apply(applied)
        tell(self.books, applied)
        tell_notify(self.dbs["notify"], applied)

    def go_to(self, at: datetime) -> None:
        """Let it be `at` for all."""
        for db in self.dbs.values():
            with db.begin() as tx:
                clock.move(tx, at - datetime.now(UTC))

    def apply(self, recruit: Recruit) -> MerchantId:
        """Take the shop's application down on its day."""
        self.go_to(moment(recruit.applies_on, "10:00:00"))
        return self.desk.apply(recruit.application).merchant_id

    def certify(self, recruit: Recruit, merchant_id: MerchantId) -> list[VoucherCode]:
        """Send the papers, with two samples, and return these."""
        self.go_to(moment(recruit.papers_on, "10:00:00"))
        self.desk.certify(merchant_id)
        self.desk.order(merchant_id)
        assert self.desk.work() == 1
        for kept in self._fresh(self.auth, MerchantRegistered):
            tell(self.books, kept)
            tell_notify(self.dbs["notify"], kept)
            with self.town.db.begin() as tx:
                keep_merchant(tx, kept, occurred_at=clock.now(tx))
        return self.town.codes(self.town.unsold(2, sample=True).batch_id)

    def send_completion_mails(self, recruit: Recruit) -> None:
        """Send the window's completion mails, all at once."""
        self.go_to(moment(recruit.mailed_on, "10:00:00"))
        wanted = SendInvitations(issuer_code=ISSUER, recruitment=recruit.window)
        with self.auth.db.begin() as tx:
            send_invitations(tx, wanted, RECRUITER)
        while announce_invitations(self.auth.db):
            pass
        for invited in self._fresh(self.auth, StaffInvited):
            tell_notify(self.dbs["notify"], invited)

    def completion_mails(self) -> list[tuple[date, str]]:
        """Return the completion mails: when each was written, and to which shop."""
        with self.dbs["notify"].begin() as tx:
            kind = LETTER.c.kind == "registration"
            rows = tx.execute(select(LETTER).where(kind).order_by(LETTER.c.written_at))
            return [
                (town_day(row.written_at), row.facts["merchant_code"]) for row in rows
            ]

    def till(self, merchant_id: MerchantId, recruit: Recruit) -> Till:
        """Return the shop's till, signed in with the mailed password."""
        own = {"code": recruit.code, "login_id": f"{recruit.code}-hanako"}
        secret = self.auth.sign_in(self.auth.mailed_password(), **own)
        view = self.auth.resume(secret)
        verifier = self.auth.verifier("redemption")
        actor: Actor = verifier.actor(view.tokens["redemption"])
        assert (actor.role, actor.merchant_id) == (Role.REPRESENTATIVE, merchant_id)
        return Till(town=self.town, actor=actor)

    def hear(self) -> None:
        """Bring every new event of money over, three times and in any order."""
        for name, kind in KINDS.items():
            often = self._fresh(self.town, kind) * (1 if name in LAST else 3)
            self.chance.shuffle(often)
            for event in often:
                tell(self.books, event)

    def live_until(self, till: Till, last_on: date, codes: list[VoucherCode]) -> None:
        """Redeem on a half-month's last day, give the first back, and let it end."""
        self.go_to(moment(last_on, "23:50:00"))
        receipts: list[Receipt] = [till.pay(code) for code in codes]
        till.refund(receipts[0])
        self.go_to(moment(last_on + timedelta(days=1), "00:00:05"))
        while self.town.work("seal"):
            pass
        self.hear()

    def pay_out(self, pay_on: date) -> PayoutView:
        """Pay everything that is owed on `pay_on`."""
        self.go_to(moment(pay_on, "09:00:00"))
        wanted = PreparePayout(
            payout_id=PayoutId(uuid4()), issuer_code=ISSUER, pay_on=pay_on
        )
        with self.books.begin() as tx:
            prepared = prepare_payout(tx, wanted, CLERK, KEY)
        payout = issued(self.books, judged(self.books, prepared))
        file = read(file_of(self.books, payout))
        assert file.header.month_day == f"{pay_on:%m%d}"
        assert sum(each.yen for each in file.data) == payout.total.amount
        results = [line(payout, each) for each in payout.transfers]
        return told(self.books, payout, results)

    def owed(self) -> Yen:
        """Return what the town owes."""
        with self.books.begin() as tx:
            return show_ledger(tx, LedgerQuery(issuer_code=ISSUER)).owed

    def _fresh(self, town: Any, kind: type[Any]) -> list[Any]:
        known = self.heard.get(kind.name, 0)
        bodies = town.told(kind.name)[known:]
        self.heard[kind.name] = known + len(bodies)
        return [from_wire(kind, body) for body in bodies]
