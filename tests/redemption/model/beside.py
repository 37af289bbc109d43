"""The service beside the model: whoever asks one asks the other, and compares.

On the way to the service things go wrong, as they do: a process dies before its commit,
or its answer is lost behind it. The same request is then sent again.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import ClassVar, TypeVar, cast

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine
from sqlalchemy.orm import Session

from machiken.contracts.redemption import Receipt
from machiken.database import Transactions
from machiken.ids import CheckoutId, VoucherCode
from machiken.refusals import Refusal
from tests.redemption.model.books import Books
from tests.redemption.model.ledger import Ledger
from tests.redemption.model.papers import No, Paid, Paper, Reading
from tests.redemption.till import Till
from tests.redemption.town import A_NOON, Town

Answer = TypeVar("Answer")

SHOPS = ("t01", "t02")
DEVICES = ("hanako", "taro")
tills = st.tuples(st.sampled_from(SHOPS), st.sampled_from(DEVICES))
devices = st.sampled_from(DEVICES)
picks = st.integers(0, 11)
strangers = st.sampled_from([False] * 9 + [True])
fates = st.sampled_from(["good", "good", "good", "died", "lost"])
"""`died`: before the commit. `lost`: the answer, behind it."""
dooms = st.sampled_from(["good", "good", "good", "died"])
"""For what is not to be sent twice: what was undone is no longer there."""


class Died(Exception):  # noqa: N818 - says what happened
    """The process died just before its commit."""


@dataclass(frozen=True)
class Doomed:
    """Transactions that never commit: their process dies at the end of each."""

    db: Transactions

    @contextmanager
    def begin(self) -> Iterator[Session]:
        """Give a transaction, and roll it back."""
        with self.db() as session:
            session.begin()
            yield session
            raise Died


class Beside(RuleBasedStateMachine):
    """Two shops with two phones each, a handful of vouchers, and a calendar."""

    seen: ClassVar[Counter[str]] = Counter()
    """What was answered so far, and what went wrong on the way, by all runs."""

    def __init__(self, town: Town, ledger: Ledger, reset: Callable[[], None]) -> None:
        """Begin with empty books at noon of 2026-07-01."""
        super().__init__()
        reset()
        self.town = town
        self.ledger = ledger
        self.doomed = replace(town, db=cast("Transactions", Doomed(town.db)))
        town.set_clock(A_NOON)
        town.apply()
        self.books = Books(today=A_NOON.date())
        self.actors = {
            (shop, device): replace(town.staff(shop), login_id=f"{shop}-{device}")
            for shop in SHOPS
            for device in DEVICES
        }
        self.codes: list[VoucherCode] = []
        self.ids: list[CheckoutId] = []
        self.paid: list[Receipt] = []
        """The receipts of the model's payments, as they were last told."""
        self.practised: list[Receipt] = []
        self.refused: set[CheckoutId] = set()
        """Ids that were refused, of which nothing may ever be found."""

    def till(self, who: tuple[str, str], town: Town) -> Till:
        """Return a shop's phone; the town may be a doomed one."""
        return Till(town=town, actor=self.actors[who])

    def same(
        self,
        ours: Callable[[], object],
        theirs: Callable[[Town], object],
        fate: str = "good",
    ) -> tuple[object, object]:
        """Return what both say, after making sure that both refuse or neither does."""
        if fate == "died":
            self._die(theirs)
        if fate == "lost":
            does(lambda: theirs(self.town))
        expected, answered = says(ours), does(lambda: theirs(self.town))
        refused = answered if isinstance(answered, str) else ""
        assert (expected if isinstance(expected, str) else "") == refused
        self.seen.update([fate, refused.removeprefix("redemption.") or "done"])
        return expected, answered

    def paper(self, pick: int) -> Paper:
        """Return one of the newest vouchers."""
        return self.books.papers[-1 - pick % len(self.codes)]

    def reading(self, which: int) -> tuple[Reading, CheckoutId]:
        """Return one of the newest checkouts."""
        place = -1 - which % len(self.ids)
        return self.books.readings[place], self.ids[place]

    def payment(self, which: int) -> tuple[Paid, int]:
        """Return a payment, and its place among the receipts."""
        place = which % len(self.paid)
        return self.books.payments[place], place

    def _die(self, theirs: Callable[[Town], object]) -> None:
        try:
            theirs(self.doomed)
        except (Died, Refusal):
            return
        raise AssertionError("a doomed transaction never ends well")


def says(ours: Callable[[], Answer]) -> Answer | str:
    """Return what the model says, or the code of its refusal."""
    try:
        return ours()
    except No as no:
        return str(no)


def does(theirs: Callable[[], Answer]) -> Answer | str:
    """Return what the service answers, or the code of its refusal."""
    try:
        return theirs()
    except Refusal as refusal:
        return refusal.code
