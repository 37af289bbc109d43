"""A race track: a town, its tills, the dice, and what came of it."""

import random
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from machiken.contracts.redemption import Receipt
from machiken.town_time import town_day
from tests.redemption.races.at_once import refusals
from tests.redemption.races.books import live_yen
from tests.redemption.till import Till
from tests.redemption.town import Town

TILLS = 8
LEAD_MS_MAX = 10_000


@dataclass(kw_only=True)
class Track:
    """Where a race is run, as often as it is asked for."""

    town: Town
    dice: random.Random
    empty: Callable[[], None]
    """Throws all books away, for a race that needs new half-months."""
    seen: Counter[str] = field(default_factory=Counter)
    """How often which answer was given."""
    lead_ms: float = 20
    """So long before midnight about half of the tills still make it, here and now."""

    def move_before(self, midnight: datetime) -> None:
        """Let it be a moment before midnight; a slow race crosses it."""
        lead_ms = self.dice.uniform(0, 2 * self.lead_ms)
        self.town.set_clock(midnight - timedelta(milliseconds=lead_ms))

    def aim(self, before: int, after: int) -> None:
        """Begin earlier where all came after midnight, later where none did."""
        self.seen.update(before=before, after=after)
        if not before:
            self.lead_ms = min(self.lead_ms * 1.5, LEAD_MS_MAX)
        if not after:
            self.lead_ms = max(self.lead_ms / 1.5, 1)

    def tills(self) -> list[Till]:
        """Return the tills of as many shops."""
        return [
            Till(town=self.town, actor=self.town.staff(f"s{each:02}"))
            for each in range(TILLS)
        ]

    def note(self, answers: Iterable[object], *allowed: str) -> list[Receipt]:
        """Count the answers and return the receipts; other refusals are a fault."""
        answers = list(answers)
        refused = refusals(answers)
        assert set(refused) <= set(allowed), refused
        receipts = [each for each in answers if isinstance(each, Receipt)]
        self.seen.update(each.removeprefix("redemption.") for each in refused)
        self.seen["done"] += len(receipts)
        return receipts

    def prove(self, expected_yen: int | None = None) -> None:
        """Have the books recomputed: nothing differs, and this much is redeemed."""
        live = live_yen(self.town)
        assert expected_yen in {None, live}
        self.seen["proofs"] += 1


def side(receipt: Receipt, midnight: datetime) -> str:
    """Return on which side the receipt lies, after making sure that it knows itself."""
    day = town_day(receipt.redeemed_at)
    before = receipt.redeemed_at < midnight
    assert receipt.payment_no[12:20] == f"{day:%Y%m%d}"
    assert (receipt.refundable_before == midnight) == before
    return "before" if before else "after"
