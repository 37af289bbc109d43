"""What shops do, chosen by Hypothesis."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from machiken.contracts.redemption import Receipt
from machiken.ids import ReadId, RefundId
from machiken.money import Yen
from machiken.town_time import moment_after
from tests.redemption.model.beside import (
    SHOPS,
    Beside,
    devices,
    dooms,
    fates,
    picks,
    strangers,
    tills,
)
from tests.redemption.model.papers import FACE, Paid, Practised, Reading
from tests.redemption.till import new_id


class TillSteps(Beside):
    """Opening, reading, redeeming and giving back, on either phone of a shop."""

    @rule(
        who=tills,
        count=st.integers(1, 3),
        practice=st.sampled_from([False, False, True]),
        fate=fates,
    )
    def open(
        self, who: tuple[str, str], count: int, *, practice: bool, fate: str
    ) -> None:
        """Open a checkout."""
        checkout_id = new_id()
        opened, _ = self.same(
            lambda: self.books.open(who[0], FACE * count, practice=practice),
            lambda town: self.till(who, town).open(
                FACE * count, checkout_id, practice=practice
            ),
            fate,
        )
        if isinstance(opened, Reading):
            self.ids.append(checkout_id)

    @precondition(lambda self: self.ids and self.codes)
    @rule(which=picks, pick=picks, device=devices, stranger=strangers, fate=fates)
    def read(
        self, which: int, pick: int, device: str, *, stranger: bool, fate: str
    ) -> None:
        """Read a voucher into a checkout, on the phone at hand."""
        reading, checkout_id = self.reading(which)
        who = (_shop(reading, stranger=stranger), device)
        paper = self.paper(pick)
        code, read_id = self.codes[paper.serial - 1], ReadId(new_id())
        self.same(
            lambda: self.books.read(who[0], reading, paper),
            lambda town: self.till(who, town).read_as(checkout_id, code, read_id),
            fate,
        )

    @precondition(lambda self: self.ids)
    @rule(which=picks, device=devices, stranger=strangers, fate=dooms)
    def undo(self, which: int, device: str, *, stranger: bool, fate: str) -> None:
        """Take the first read back."""
        reading, checkout_id = self.reading(which)
        who = (_shop(reading, stranger=stranger), device)
        if reading.papers:
            first = self.till((reading.shop, device), self.town).look(checkout_id)
            paper = self.books.papers[first.reads[0].serial - 1]
            position = first.reads[0].position
            self.same(
                lambda: self.books.undo(who[0], reading, paper),
                lambda town: self.till(who, town).undo(checkout_id, position),
                fate,
            )

    @precondition(lambda self: self.ids)
    @rule(which=picks, device=devices, stranger=strangers, fate=fates)
    def abort(self, which: int, device: str, *, stranger: bool, fate: str) -> None:
        """Drop all reads."""
        reading, checkout_id = self.reading(which)
        who = (_shop(reading, stranger=stranger), device)
        self.same(
            lambda: self.books.abort(who[0], reading),
            lambda town: self.till(who, town).abort(checkout_id),
            fate,
        )

    @precondition(lambda self: self.ids)
    @rule(which=picks, device=devices, stranger=strangers, fate=fates)
    def redeem(self, which: int, device: str, *, stranger: bool, fate: str) -> None:
        """Redeem what was read; a second time gives the same receipt."""
        reading, checkout_id = self.reading(which)
        who = (_shop(reading, stranger=stranger), device)
        done_before = reading.done is not None
        done, receipt = self.same(
            lambda: self.books.redeem(who[0], reading),
            lambda town: self.till(who, town).redeem(checkout_id),
            fate,
        )
        self._keep(done, receipt, again=done_before)

    @precondition(lambda self: self.codes)
    @rule(who=tills, some=st.lists(picks, min_size=1, max_size=3), fate=fates)
    def pay(self, who: tuple[str, str], some: list[int], fate: str) -> None:
        """Redeem in one step."""
        papers = [self.paper(pick) for pick in some]
        codes = [self.codes[each.serial - 1] for each in papers]
        checkout_id = new_id()
        done, receipt = self.same(
            lambda: self.books.pay(who[0], papers),
            lambda town: self.till(who, town).pay(*codes, checkout_id=checkout_id),
            fate,
        )
        if isinstance(receipt, str):
            self.refused.add(checkout_id)
        self._keep(done, receipt, again=False)

    @precondition(lambda self: self.paid)
    @rule(who=tills, which=picks, pick=picks)
    def reuse(self, who: tuple[str, str], which: int, pick: int) -> None:
        """Send a payment's id with another basket: nothing happens."""
        paid, place = self.payment(which)
        paper = self.paper(pick)
        if (who[0], [paper]) != (paid.shop, paid.papers):
            till = self.till(who, self.town)
            checkout_id = self.paid[place].checkout_id
            _, told = self.same(
                lambda: "redemption.checkout_reused",
                lambda _town: till.pay(
                    self.codes[paper.serial - 1], checkout_id=checkout_id
                ),
            )
            assert isinstance(told, str)

    @precondition(lambda self: self.paid)
    @rule(who=tills, which=picks, wrong=strangers, fate=fates)
    def refund(
        self, who: tuple[str, str], which: int, *, wrong: bool, fate: str
    ) -> None:
        """Give a payment back, or try to give back another shop's, or too much."""
        paid, place = self.payment(which)
        receipt = self.paid[place]
        yen = receipt.total.amount + FACE * wrong
        refund_id = RefundId(new_id())
        _, refunded = self.same(
            lambda: self.books.refund(who[0], paid, yen),
            lambda town: self.till(who, town).refund(
                receipt, refund_id=refund_id, amount=Yen(yen)
            ),
            fate,
        )
        if isinstance(refunded, Receipt):
            assert refunded.refund is not None
            assert refunded.refund.amount == receipt.total
            self.paid[place] = refunded

    def _keep(self, done: object, receipt: object, *, again: bool) -> None:
        if not isinstance(receipt, Receipt):
            return
        kept = self.practised if receipt.practice else self.paid
        if again:
            assert receipt in kept, "asked again, the same answer"
            return
        kept.append(receipt)
        if isinstance(done, Practised):
            assert (receipt.practice, receipt.count) == (True, done.count)
        if isinstance(done, Paid):
            assert receipt.count == len(done.papers)
            assert receipt.total.amount == FACE * len(done.papers)
            assert receipt.refundable_before == moment_after(done.closing)


def _shop(reading: Reading, *, stranger: bool) -> str:
    """Return the shop at work: the checkout's own, or another one."""
    return SHOPS[(SHOPS.index(reading.shop) + stranger) % len(SHOPS)]
