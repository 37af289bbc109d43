"""The service beside the model: every answer compared, the books at the end.

One run is a chain of steps that Hypothesis chooses. After it the service recomputes
its own books (`verify`), and its balances, sums and seals must be the model's.
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from machiken.contracts.redemption import Receipt
from machiken.ids import CheckoutId, VoucherCode
from machiken.refusals import Refusal
from machiken.town_time import TOWN_TIME, moment_after
from tests.redemption.model.books import CLOSINGS, FACE, Books, No, Paid, Paper, Reading
from tests.redemption.till import Till, new_id
from tests.redemption.town import A_NOON, Town

Answer = TypeVar("Answer")

SHOPS = ("t01", "t02")
shops = st.sampled_from(SHOPS)
picks = st.integers(0, 11)


class Machine(RuleBasedStateMachine):
    """Two shops, a handful of vouchers, and a calendar."""

    def __init__(self, town: Town, reset: Callable[[], None]) -> None:
        """Begin with empty books at noon of 2026-07-01."""
        super().__init__()
        reset()
        self.town = town
        town.set_clock(A_NOON)
        town.apply()
        self.books = Books(today=A_NOON.date())
        self.tills = {shop: Till(town=town, actor=town.staff(shop)) for shop in SHOPS}
        self.codes: list[VoucherCode] = []
        self.ids: list[CheckoutId] = []
        self.receipts: list[Receipt] = []

    @initialize(count=st.integers(3, 6))
    def begin(self, count: int) -> None:
        """Put a batch on sale, so that there is something to do."""
        self._issue(count, sold=True, sample=False)

    @rule(count=st.integers(1, 4), sold=st.sampled_from([True, True, False]))
    def issue(self, count: int, *, sold: bool) -> None:
        """Issue a batch, and mostly put it on sale."""
        self._issue(count, sold=sold, sample=False)

    @rule()
    def issue_sample(self) -> None:
        """Issue a sample."""
        self._issue(1, sold=True, sample=True)

    @precondition(lambda self: self.codes)
    @rule(pick=picks)
    def stop(self, pick: int) -> None:
        """Stop a voucher."""
        paper = self._paper(pick)
        paper.stopped = True
        self.town.stop(paper.serial)

    @rule(shop=shops, count=st.integers(1, 3))
    def open(self, shop: str, count: int) -> None:
        """Open a checkout."""
        ours = self._says(self.books.closing)
        theirs = self._does(lambda: self.tills[shop].open(FACE * count))
        if isinstance(ours, str) or isinstance(theirs, str):
            assert (ours, "redemption.too_late") == (theirs, theirs)
            return
        self.books.readings.append(Reading(shop=shop, target=FACE * count))
        self.ids.append(theirs)

    @precondition(lambda self: self.ids and self.codes)
    @rule(which=picks, pick=picks)
    def read(self, which: int, pick: int) -> None:
        """Read a voucher into a checkout."""
        reading, checkout_id = self._reading(which)
        paper = self._paper(pick)
        code = self.codes[paper.serial - 1]
        self._same(
            lambda: self.books.read(reading, paper),
            lambda: self.tills[reading.shop].read(checkout_id, code),
        )

    @precondition(lambda self: self.ids)
    @rule(which=picks)
    def undo(self, which: int) -> None:
        """Take the first read back."""
        reading, checkout_id = self._reading(which)
        till = self.tills[reading.shop]
        if reading.papers:
            first = till.look(checkout_id).reads[0]
            paper = self.books.papers[first.serial - 1]
            self._same(
                lambda: self.books.undo(reading, paper),
                lambda: till.undo(checkout_id, first.position),
            )

    @precondition(lambda self: self.ids)
    @rule(which=picks)
    def abort(self, which: int) -> None:
        """Drop all reads."""
        reading, checkout_id = self._reading(which)
        self._same(
            lambda: self.books.abort(reading),
            lambda: self.tills[reading.shop].abort(checkout_id),
        )

    @precondition(lambda self: self.ids)
    @rule(which=picks)
    def redeem(self, which: int) -> None:
        """Redeem what was read; a second time gives the same receipt."""
        reading, checkout_id = self._reading(which)
        before = len(self.books.payments)
        paid, receipt = self._same(
            lambda: self.books.redeem(reading),
            lambda: self.tills[reading.shop].redeem(checkout_id),
        )
        if isinstance(paid, Paid) and isinstance(receipt, Receipt):
            if len(self.books.payments) > before:
                self.receipts.append(receipt)
            self._alike(paid, receipt)

    @precondition(lambda self: self.codes)
    @rule(shop=shops, some=st.lists(picks, min_size=1, max_size=3))
    def pay(self, shop: str, some: list[int]) -> None:
        """Redeem in one step, then send the same once more."""
        papers = [self._paper(pick) for pick in some]
        codes = [self.codes[each.serial - 1] for each in papers]
        checkout_id = new_id()
        till = self.tills[shop]
        paid, receipt = self._same(
            lambda: self.books.pay(shop, papers),
            lambda: till.pay(*codes, checkout_id=checkout_id),
        )
        if isinstance(paid, Paid) and isinstance(receipt, Receipt):
            self.receipts.append(receipt)
            self._alike(paid, receipt)
            assert till.pay(*codes, checkout_id=checkout_id) == receipt

    @precondition(lambda self: self.receipts)
    @rule(shop=shops, which=picks)
    def refund(self, shop: str, which: int) -> None:
        """Give a payment back, or try to give back another shop's."""
        place = which % len(self.receipts)
        self._same(
            lambda: self.books.refund(shop, self.books.payments[place]),
            lambda: self.tills[shop].refund(self.receipts[place]),
        )

    @rule()
    def seal(self) -> None:
        """Let the worker seal what is over."""
        self.books.seal()
        while self.town.work("seal"):
            pass

    @rule(days=st.sampled_from([1, 1, 1, 1, 4, 15, 15, 40]))
    def move(self, days: int) -> None:
        """Let days pass."""
        today = min(self.books.today + timedelta(days=days), date(2026, 12, 10))
        if today > self.books.today:
            self.books.move(today)
            self.town.set_clock(datetime.combine(today, time(12), tzinfo=TOWN_TIME))

    @invariant()
    def nothing_is_paid_twice(self) -> None:
        """Hold the sums of all shops against the model's, after every step."""
        kept = self.town.one(
            "select coalesce((select sum(total_yen) from redemption), 0)"
            " - coalesce((select sum(amount_yen) from refund), 0)"
        )
        assert kept == sum(s[1] - s[3] for s in self.books.sums(None).values())

    def teardown(self) -> None:
        """Compare everything, once the campaign is over and sealed."""
        self.move(365)
        self.seal()
        assert set(self.books.sealed) == set(CLOSINGS)
        verified = self.town.verified()
        assert verified.differences == ()
        assert {
            each.merchant_code: (
                each.payments,
                each.paid.amount,
                each.refunds,
                each.refunded.amount,
            )
            for each in verified.merchants
        } == self.books.sums(None)
        self._balances()
        self._seals()

    def _balances(self) -> None:
        kept = self.town.everything()["voucher"]
        assert {row["serial"]: row["balance_yen"] for row in kept} == {
            each.serial: 0 if each.used else FACE for each in self.books.papers
        }

    def _seals(self) -> None:
        told = {
            date.fromisoformat(each["last_on"]): {
                m["merchant_code"]: (
                    m["payments"],
                    m["paid"],
                    m["refunds"],
                    m["refunded"],
                )
                for m in each["merchants"]
            }
            for each in self.town.told("period_sealed")
        }
        assert told == self.books.sealed

    def _issue(self, count: int, *, sold: bool, sample: bool) -> None:
        batch = self.town.unsold(count, sample=sample)
        if sold:
            self.town.activate(batch.batch_id)
        for code in self.town.codes(batch.batch_id):
            self.codes.append(code)
            self.books.papers.append(
                Paper(serial=len(self.codes), sample=sample, sold=sold)
            )

    def _paper(self, pick: int) -> Paper:
        return self.books.papers[-1 - pick % len(self.codes)]

    def _reading(self, which: int) -> tuple[Reading, CheckoutId]:
        place = -1 - which % len(self.ids)
        return self.books.readings[place], self.ids[place]

    def _alike(self, paid: Paid, receipt: Receipt) -> None:
        assert receipt.count == len(paid.papers)
        assert receipt.total.amount == FACE * len(paid.papers)
        assert receipt.refundable_before == moment_after(paid.closing)

    def _same(
        self, ours: Callable[[], object], theirs: Callable[[], object]
    ) -> tuple[object, object]:
        expected, answered = self._says(ours), self._does(theirs)
        refused = answered if isinstance(answered, str) else ""
        assert (expected if isinstance(expected, str) else "") == refused
        return expected, answered

    def _says(self, ours: Callable[[], Answer]) -> Answer | str:
        try:
            return ours()
        except No as no:
            return str(no)

    def _does(self, theirs: Callable[[], Answer]) -> Answer | str:
        try:
            return theirs()
        except Refusal as refusal:
            return refusal.code
