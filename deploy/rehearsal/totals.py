"""What was done in all, as it is told at the end."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from machiken.money import ZERO, Yen

CHAPTERS: Final = 6 + 2 * 11
"""Steps of the play: six before the first sale, two for each of eleven half-months."""


@dataclass(slots=True, kw_only=True)
class Totals:
    """Counted while it is played, by what the pages and answers said."""

    merchants: int = 0
    vouchers: int = 0
    payments: int = 0
    paid: Yen = ZERO
    refunds: int = 0
    refunded: Yen = ZERO
    practised: int = 0
    closings: int = 0
    payouts: int = 0
    paid_out: Yen = ZERO
    pay_days: list[date] = field(default_factory=list)
