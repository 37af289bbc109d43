"""What the office, the worker and the calendar do, chosen by Hypothesis."""

from datetime import date, datetime, time, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from machiken.contracts.redemption import Activation, BatchView
from machiken.ids import BatchId
from machiken.town_time import TOWN_TIME
from tests.redemption.model.beside import Beside, fates, picks
from tests.redemption.model.papers import Batch, Paper
from tests.redemption.till import new_id

SWITCHES = ("refunds", "partial_checkouts")


class OfficeSteps(Beside):
    """Issuing, selling, stopping, replacing, new rules, sealing, and days passing."""

    batches: list[tuple[Batch, BatchId]]

    @initialize(count=st.integers(3, 6))
    def begin(self, count: int) -> None:
        """Put a batch on sale, so that there is something to do."""
        self.batches = []
        self._issue(count, sample=False)
        self.activate(0, "good")

    @rule(count=st.integers(1, 4), sold=st.sampled_from([True, True, False]))
    def issue(self, count: int, *, sold: bool) -> None:
        """Issue a batch, and mostly put it on sale."""
        self._issue(count, sample=False)
        if sold:
            self.activate(len(self.batches) - 1, "good")

    @rule()
    def issue_sample(self) -> None:
        """Issue a sample."""
        self._issue(1, sample=True)

    @rule(which=picks, fate=fates)
    def activate(self, which: int, fate: str) -> None:
        """Put a batch on sale, or once more."""
        batch, batch_id = self.batches[which % len(self.batches)]
        self.same(
            lambda: self.books.activate(batch),
            lambda town: town.activate(batch_id),
            fate,
        )

    @precondition(lambda self: self.codes)
    @rule(one=picks, other=picks)
    def sell(self, one: int, other: int) -> None:
        """Sell vouchers by their serials."""
        first, last = self.paper(one), self.paper(other)
        ours, theirs = self.same(
            lambda: self.books.sell(first, last),
            lambda town: (
                town.sell(first_serial=first.serial, last_serial=last.serial).count
            ),
        )
        assert ours == theirs

    @precondition(lambda self: self.codes)
    @rule(pick=picks, fate=fates)
    def stop(self, pick: int, fate: str) -> None:
        """Stop a voucher."""
        paper = self.paper(pick)
        paper.stopped = True
        self.same(lambda: None, lambda town: town.stop(paper.serial), fate)

    @precondition(lambda self: self.codes)
    @rule(pick=picks, fate=fates)
    def replace(self, pick: int, fate: str) -> None:
        """Replace a lost voucher by a new one, which is not yet sold."""
        paper = self.paper(pick)
        batch_id = BatchId(new_id())
        _, ordered = self.same(
            lambda: self.books.replace(paper),
            lambda town: town.replace(paper.serial, batch_id),
            fate,
        )
        if isinstance(ordered, BatchView):
            assert self.town.work("issue") == 1
            self._keep_batch(batch_id, sample=False)

    @rule(
        switch=st.sampled_from((*SWITCHES, "activation", "contact")),
        fate=fates,
    )
    def change_rules(self, switch: str, fate: str) -> None:
        """Apply the campaign's next version, or the same once more."""
        rules = self.books.rules
        if switch in SWITCHES:
            setattr(rules, switch, not getattr(rules, switch))
        if switch == "activation":
            other = {"batch": "voucher", "voucher": "batch"}
            rules.activation = other[rules.activation]
        rules.version += 1
        _, version = self.same(
            lambda: None,
            lambda town: (
                town.apply(
                    switches={each: getattr(rules, each) for each in SWITCHES},
                    activation=Activation(rules.activation),
                    contact=f"0000-00-{rules.version:04}",
                ).version
            ),
            fate,
        )
        assert version == rules.version

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

    def _issue(self, count: int, *, sample: bool) -> None:
        batch_id = self.town.unsold(count, sample=sample).batch_id
        self._keep_batch(batch_id, sample=sample)

    def _keep_batch(self, batch_id: BatchId, *, sample: bool) -> None:
        batch = Batch()
        self.batches.append((batch, batch_id))
        for code in self.town.codes(batch_id):
            self.codes.append(code)
            self.books.papers.append(
                Paper(serial=len(self.codes), sample=sample, batch=batch)
            )
