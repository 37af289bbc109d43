"""The rules of the money once more, as small as they can be said: the model.

No locks, no SQL, no code of the service; its calendar is the manual's table, typed in.
What the service answers is compared with what stands here.
"""

from dataclasses import dataclass, field
from datetime import date

from tests.redemption.model.papers import (
    CLOSINGS,
    FACE,
    Batch,
    No,
    Paid,
    Paper,
    Practised,
    Reading,
    Rules,
)

Sums = dict[str, tuple[int, int, int, int]]


@dataclass
class Books:
    """All that there is."""

    today: date
    rules: Rules = field(default_factory=Rules)
    papers: list[Paper] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    payments: list[Paid] = field(default_factory=list)
    sealed: dict[date, Sums] = field(default_factory=dict)

    def closing(self) -> date:
        """Return the last day of today's half-month."""
        for day in CLOSINGS:
            if self.today <= day:
                return day
        raise No("too_late")

    def move(self, today: date) -> None:
        """Let it be another day: what was read and not redeemed is forgotten."""
        self.today = today
        for reading in self.readings:
            if reading.state == "open":
                reading.state = "expired"

    def activate(self, batch: Batch) -> None:
        """Put a batch on sale."""
        if self.rules.activation != "batch":
            raise No("activation_differs")
        batch.sold = True

    def sell(self, first: Paper, last: Paper) -> int:
        """Sell single vouchers, and return how many were not sold so before."""
        if self.rules.activation != "voucher":
            raise No("activation_differs")
        if first.serial > last.serial:
            raise No("serials_off")
        chosen = [
            each
            for each in self.papers[first.serial - 1 : last.serial]
            if not (each.sold or each.stopped or each.sample)
        ]
        for each in chosen:
            each.sold = True
        return len(chosen)

    def replace(self, paper: Paper) -> None:
        """Stop a lost voucher; its replacement is issued anew."""
        for holds, code in (
            (paper.sample, "voucher_sample"),
            (paper.used, "voucher_used"),
            (paper.replaced, "replacement_done"),
        ):
            if holds:
                raise No(code)
        paper.stopped = paper.replaced = True

    def open(self, shop: str, target: int, *, practice: bool) -> Reading:
        """Open a checkout."""
        if not practice:
            self.closing()
        reading = Reading(shop=shop, target=target, practice=practice)
        self.readings.append(reading)
        return reading

    def read(self, shop: str, reading: Reading, paper: Paper) -> None:
        """Read a voucher."""
        self._opened(shop, reading)
        if not reading.practice:
            self.closing()
        if paper in reading.papers:
            raise No("voucher_read_twice")
        self._judge(reading, paper)
        if FACE * (len(reading.papers) + 1) > reading.target:
            raise No("beyond_target")
        holder = self._holder(paper)
        if holder is not None:
            if holder.shop != reading.shop:
                raise No("voucher_held")
            holder.papers.remove(paper)
        reading.papers.append(paper)

    def undo(self, shop: str, reading: Reading, paper: Paper) -> None:
        """Take a read back."""
        self._opened(shop, reading)
        if paper not in reading.papers:
            raise No("read_unknown")
        reading.papers.remove(paper)

    def abort(self, shop: str, reading: Reading) -> None:
        """Drop all reads."""
        if reading.shop != shop:
            raise No("checkout_unknown")
        if reading.state == "redeemed":
            raise No("checkout_closed")
        reading.state = "aborted"

    def redeem(self, shop: str, reading: Reading) -> Paid | Practised:
        """Redeem what was read; again, the same."""
        if reading.shop == shop and reading.done is not None:
            return reading.done
        self._opened(shop, reading)
        self._refuse_amount(reading)
        if not reading.practice:
            self.closing()
        for paper in sorted(reading.papers, key=lambda each: each.serial):
            self._judge(reading, paper)
        if reading.practice:
            reading.done = Practised(count=len(reading.papers))
        else:
            reading.done = self._pay(reading.shop, list(reading.papers))
        reading.state = "redeemed"
        return reading.done

    def pay(self, shop: str, papers: list[Paper]) -> Paid:
        """Redeem in one step, all or none."""
        self.closing()
        judged = [
            self._judged(shop, paper, papers[:place])
            for place, paper in enumerate(papers)
        ]
        told = [no for no in judged if no is not None]
        if told:
            raise told[0] if len(papers) == 1 else No("vouchers_refused")
        return self._pay(shop, papers)

    def refund(self, shop: str, paid: Paid, yen: int) -> None:
        """Give a payment back, of which the shop believes that it was so much."""
        for holds, code in (
            (paid.shop != shop, "payment_unknown"),
            (paid.refunded, "refund_done"),
            (self.today > paid.closing, "refund_too_late"),
            (paid.closing in self.sealed, "refund_too_late"),
            (not self.rules.refunds, "refunds_off"),
            (yen != FACE * len(paid.papers), "refund_amount_differs"),
        ):
            if holds:
                raise No(code)
        paid.refunded = True
        for paper in paid.papers:
            paper.used = False

    def seal(self) -> None:
        """Seal all that is over."""
        for day in CLOSINGS:
            if day < self.today and day not in self.sealed:
                self.sealed[day] = self.sums(day)

    def sums(self, closing: date | None) -> Sums:
        """Return payments, yen, refunds, yen of each shop; of all days for None."""
        sums: Sums = {}
        for each in self.payments:
            if closing in {None, each.closing}:
                yen = FACE * len(each.papers)
                back = (1, yen) if each.refunded else (0, 0)
                had = sums.get(each.shop, (0, 0, 0, 0))
                sums[each.shop] = (
                    had[0] + 1,
                    had[1] + yen,
                    had[2] + back[0],
                    had[3] + back[1],
                )
        return sums

    def _opened(self, shop: str, reading: Reading) -> None:
        if reading.shop != shop:
            raise No("checkout_unknown")
        if reading.state != "open":
            raise No("checkout_closed")

    def _refuse_amount(self, reading: Reading) -> None:
        if not reading.papers:
            raise No("no_vouchers")
        whole = FACE * len(reading.papers) == reading.target
        if not (whole or reading.practice or self.rules.partial_checkouts):
            raise No("partial_off")

    def _judge(self, reading: Reading, paper: Paper) -> None:
        if reading.practice:
            paper.refuse_practice()
        else:
            paper.refuse()

    def _holder(self, paper: Paper) -> Reading | None:
        for reading in self.readings:
            if reading.state == "open" and paper in reading.papers:
                return reading
        return None

    def _judged(self, shop: str, paper: Paper, before: list[Paper]) -> No | None:
        if paper in before:
            return No("voucher_read_twice")
        holder = self._holder(paper)
        if holder is not None and holder.shop != shop:
            return No("voucher_held")
        try:
            paper.refuse()
        except No as no:
            return no
        return None

    def _pay(self, shop: str, papers: list[Paper]) -> Paid:
        for paper in papers:
            paper.used = True
        paid = Paid(shop=shop, papers=papers, closing=self.closing())
        self.payments.append(paid)
        return paid
