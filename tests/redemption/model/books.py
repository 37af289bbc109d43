"""The rules of the money once more, as small as they can be said: the model.

No locks, no SQL, no code of the service; its calendar is the manual's table, typed in.
What the service answers is compared with what stands here.
"""

from dataclasses import dataclass, field
from datetime import date

CLOSINGS = tuple(
    date(2026, month, day)
    for month, day in (
        (6, 30),
        (7, 15),
        (7, 31),
        (8, 15),
        (8, 31),
        (9, 15),
        (9, 30),
        (10, 15),
        (10, 31),
        (11, 15),
        (11, 30),
    )
)
FACE = 1_000


class No(Exception):  # noqa: N818 - what the model says
    """The rules say no, with the code of the refusal."""


@dataclass
class Paper:
    """A voucher."""

    serial: int
    sample: bool
    sold: bool = False
    stopped: bool = False
    used: bool = False

    def refuse(self) -> None:
        """Do nothing for a voucher that may be redeemed now."""
        for holds, code in (
            (self.sample, "voucher_sample"),
            (self.stopped, "voucher_stopped"),
            (self.used, "voucher_used"),
            (not self.sold, "voucher_not_sold"),
        ):
            if holds:
                raise No(f"redemption.{code}")


@dataclass
class Paid:
    """A payment."""

    shop: str
    papers: list[Paper]
    closing: date
    refunded: bool = False


@dataclass
class Reading:
    """A checkout."""

    shop: str
    target: int
    state: str = "open"
    papers: list[Paper] = field(default_factory=list)
    paid: Paid | None = None


@dataclass
class Books:
    """All that there is."""

    today: date
    papers: list[Paper] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    payments: list[Paid] = field(default_factory=list)
    sealed: dict[date, dict[str, tuple[int, int, int, int]]] = field(
        default_factory=dict
    )

    def closing(self) -> date:
        """Return the last day of today's half-month."""
        for day in CLOSINGS:
            if self.today <= day:
                return day
        raise No("redemption.too_late")

    def move(self, today: date) -> None:
        """Let it be another day: what was read and not redeemed is forgotten."""
        self.today = today
        for reading in self.readings:
            if reading.state == "open":
                reading.state = "expired"

    def read(self, reading: Reading, paper: Paper) -> None:
        """Read a voucher."""
        self._opened(reading)
        self.closing()
        if paper in reading.papers:
            raise No("redemption.voucher_read_twice")
        paper.refuse()
        if FACE * (len(reading.papers) + 1) > reading.target:
            raise No("redemption.beyond_target")
        holder = self._holder(paper)
        if holder is not None:
            if holder.shop != reading.shop:
                raise No("redemption.voucher_held")
            holder.papers.remove(paper)
        reading.papers.append(paper)

    def undo(self, reading: Reading, paper: Paper) -> None:
        """Take a read back."""
        self._opened(reading)
        reading.papers.remove(paper)

    def abort(self, reading: Reading) -> None:
        """Drop all reads."""
        if reading.state == "redeemed":
            raise No("redemption.checkout_closed")
        reading.state = "aborted"

    def redeem(self, reading: Reading) -> Paid:
        """Redeem what was read; again, the same."""
        if reading.paid is not None:
            return reading.paid
        self._opened(reading)
        if not reading.papers:
            raise No("redemption.no_vouchers")
        self.closing()
        for paper in sorted(reading.papers, key=lambda each: each.serial):
            paper.refuse()
        reading.paid = self._pay(reading.shop, list(reading.papers))
        reading.state = "redeemed"
        return reading.paid

    def pay(self, shop: str, papers: list[Paper]) -> Paid:
        """Redeem in one step, all or none."""
        self.closing()
        judged = [
            self._judged(shop, paper, papers[:place])
            for place, paper in enumerate(papers)
        ]
        told = [code for code in judged if code]
        if told:
            raise No(told[0] if len(papers) == 1 else "redemption.vouchers_refused")
        return self._pay(shop, papers)

    def refund(self, shop: str, paid: Paid) -> None:
        """Give a payment back."""
        if paid.shop != shop:
            raise No("redemption.payment_unknown")
        if paid.refunded:
            raise No("redemption.refund_done")
        if self.today > paid.closing or paid.closing in self.sealed:
            raise No("redemption.refund_too_late")
        paid.refunded = True
        for paper in paid.papers:
            paper.used = False

    def seal(self) -> None:
        """Seal all that is over."""
        for day in CLOSINGS:
            if day < self.today and day not in self.sealed:
                self.sealed[day] = self.sums(day)

    def sums(self, closing: date | None) -> dict[str, tuple[int, int, int, int]]:
        """Return payments, yen, refunds, yen of each shop; of all days for None."""
        sums: dict[str, tuple[int, int, int, int]] = {}
        for each in self.payments:
            if closing in {None, each.closing}:
                yen = FACE * len(each.papers)
                back = (1, yen) if each.refunded else (0, 0)
                had = sums.get(each.shop, (0, 0, 0, 0))
                more = (1, yen, *back)
                sums[each.shop] = (
                    had[0] + more[0],
                    had[1] + more[1],
                    had[2] + more[2],
                    had[3] + more[3],
                )
        return sums

    def _opened(self, reading: Reading) -> None:
        if reading.state != "open":
            raise No("redemption.checkout_closed")

    def _holder(self, paper: Paper) -> Reading | None:
        for reading in self.readings:
            if reading.state == "open" and paper in reading.papers:
                return reading
        return None

    def _judged(self, shop: str, paper: Paper, before: list[Paper]) -> str:
        if paper in before:
            return "redemption.voucher_read_twice"
        holder = self._holder(paper)
        if holder is not None and holder.shop != shop:
            return "redemption.voucher_held"
        try:
            paper.refuse()
        except No as no:
            return str(no)
        return ""

    def _pay(self, shop: str, papers: list[Paper]) -> Paid:
        for paper in papers:
            paper.used = True
        paid = Paid(shop=shop, papers=papers, closing=self.closing())
        self.payments.append(paid)
        return paid
