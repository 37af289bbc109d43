"""A whole campaign on the moved clock: from the first shop to the last payout of 12/15.

Redemption and settlement keep their own clocks and databases, as they run; every event
goes from the one's outbox to the other's books three times, in any order.
"""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from machiken import clock
from machiken.contracts.events import Event
from machiken.contracts.redemption import (
    CampaignApplied,
    PaymentRefunded,
    PeriodSealed,
    RedemptionCompleted,
    TooEarly,
    TooLate,
)
from machiken.contracts.settlement import LedgerQuery, PayoutView, PreparePayout
from machiken.contracts.wire import from_wire
from machiken.database import Transactions
from machiken.ids import PayoutId, VoucherCode
from machiken.money import Yen, total
from services.settlement.usecases.close_period import close_next
from services.settlement.usecases.prepare_payout import prepare_payout
from services.settlement.usecases.seal_chain import seal_chain
from services.settlement.usecases.show_ledger import show_ledger
from services.settlement.usecases.verify_books import verify_books
from tests.redemption.till import Till
from tests.redemption.town import ISSUER, Town, moment
from tests.settlement.town import BAKERY, merchant
from tests.settlement.usecases.closing import CLERK, shown
from tests.settlement.usecases.hearing import tell
from tests.settlement.usecases.paying import (
    KEY,
    asked,
    decided,
    file_of,
    issued,
    judged,
    line,
    named_payer,
    told,
)
from tests.settlement.zengin_reader import read

REGISTERED = date(2026, 5, 15)  # after the first recruitment (2026-04-17 to 04-30)
# 締め日 and 振込期限, as the manual lists them (§1-1).
CYCLES = [
    (date(2026, 6, 30), date(2026, 7, 15)),
    (date(2026, 7, 15), date(2026, 7, 31)),
    (date(2026, 7, 31), date(2026, 8, 14)),
    (date(2026, 8, 15), date(2026, 8, 31)),
    (date(2026, 8, 31), date(2026, 9, 15)),
    (date(2026, 9, 15), date(2026, 9, 30)),
    (date(2026, 9, 30), date(2026, 10, 15)),
    (date(2026, 10, 15), date(2026, 10, 30)),
    (date(2026, 10, 31), date(2026, 11, 13)),
    (date(2026, 11, 15), date(2026, 11, 30)),
    (date(2026, 11, 30), date(2026, 12, 15)),
]
KINDS: dict[str, type[Event]] = {
    kind.name: kind
    for kind in (CampaignApplied, RedemptionCompleted, PaymentRefunded, PeriodSealed)
}
LAST = {"period_sealed", "campaign_applied"}


class Rehearsal:
    """The town's two books, and the days that both of them have."""

    def __init__(self, redemption: Transactions, settlement: Transactions) -> None:
        """Begin on the day on which the shop is registered."""
        self.town = Town(db=redemption)
        self.books = settlement
        self.chance = random.Random(15)  # noqa: S311 - a campaign that can be repeated
        self.heard = dict.fromkeys(KINDS, 0)
        self.go_to(moment(REGISTERED, "09:00:00"))
        self.town.apply()
        self.till = Till(town=self.town, actor=self.town.staff("t01"))
        self.hear()

    def go_to(self, at: datetime) -> None:
        """Let it be `at` for both."""
        self.town.set_clock(at)
        with self.books.begin() as tx:
            clock.move(tx, at - datetime.now(UTC))

    def hear(self) -> None:
        """Bring every new event over, three times and in any order."""
        for name, kind in KINDS.items():
            bodies = self.town.told(name)[self.heard[name] :]
            self.heard[name] += len(bodies)
            often = bodies * (1 if name in LAST else 3)
            self.chance.shuffle(often)
            for body in often:
                tell(self.books, from_wire(kind, body))

    def live_until(self, last_on: date, codes: list[VoucherCode]) -> None:
        """Redeem on a half-month's last day, give the first back, and let it end."""
        self.go_to(moment(last_on, "23:50:00"))
        receipts = [self.till.pay(code) for code in codes]
        self.till.refund(receipts[0])
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


@pytest.fixture
def rehearsal(redemption_db: Transactions, settlement_db: Transactions) -> Rehearsal:
    """Return a town with one shop, registered after the first recruitment."""
    rehearsal = Rehearsal(redemption_db, settlement_db)
    actor = rehearsal.till.actor
    assert actor.campaign_id is not None
    assert actor.merchant_id is not None
    shop = replace(
        merchant(BAKERY), campaign_id=actor.campaign_id, merchant_id=actor.merchant_id
    )
    tell(settlement_db, shop)
    named_payer(settlement_db)
    decided(settlement_db, asked(settlement_db))
    return rehearsal


def test_a_whole_campaign_is_paid_on_the_manuals_days(rehearsal: Rehearsal) -> None:
    codes = rehearsal.town.sold(3 * len(CYCLES) + 2)
    with pytest.raises(TooEarly):
        rehearsal.till.pay(codes.pop())
    paid = []
    for last_on, pay_by in CYCLES:
        rehearsal.live_until(last_on, [codes.pop() for _ in range(3)])
        assert close_next(rehearsal.books) == 1
        closing = shown(rehearsal.books, last_on)
        assert (closing.pay_by, closing.net) == (pay_by, Yen(2000))
        paid.append(rehearsal.pay_out(pay_by))
        assert rehearsal.owed() == Yen(0)

    with pytest.raises(TooLate):
        rehearsal.till.pay(codes.pop())
    assert [each.pay_on for each in paid] == [pay_by for _, pay_by in CYCLES]
    assert paid[-1].pay_on == date(2026, 12, 15)
    assert total(each.total for each in paid) == Yen(2000 * len(CYCLES))
    while seal_chain(rehearsal.books):
        pass
    with rehearsal.books.begin() as tx:
        assert verify_books(tx).differences == ()
    assert rehearsal.town.verified().differences == ()
