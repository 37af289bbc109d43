"""When something is a sign of fraud: hints for people who look into it, never a proof.

The thresholds are far from what honest customers and shops do, for a sign that comes
every day is looked at by nobody. None of them stops a payment.
"""

from dataclasses import dataclass
from datetime import time, timedelta
from typing import Final

BURST_WITHIN: Final = timedelta(minutes=10)
BURST_PAYMENTS_MIN: Final = 12
"""A till needs 20 to 30 seconds for a customer; two tills at rush hour come near it."""
BURST_OF_USUAL: Final = 2
"""So many times the busiest ten minutes before: a sale, a market day stay below."""
NEWCOMERS_BURST_MIN: Final = 24
"""Who has no habit yet may have a busy first day."""
HABIT_DAYS: Final = 28
"""Four weeks know a shop's weekends and its pay days."""

RUN_MIN: Final = 30
"""Vouchers are sold in books of about ten; a family may bring two whole ones."""

NIGHT_FROM: Final = time(23)
NIGHT_UNTIL: Final = time(5)
NIGHT_PAYMENTS_MIN: Final = 3
NIGHT_VOUCHERS_MIN: Final = 10
"""One late customer is no sign; many of them are, or one with a pile of vouchers."""
USUAL_NIGHTS: Final = 3
"""Who had payments in so many nights of the weeks before is open then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rush:
    """A merchant's payments within ten minutes, and the most that it had before."""

    payments: int
    usual: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """A merchant's payments in the night hours of one day, and nights before."""

    payments: int
    vouchers: int
    nights_before: int


def is_burst(rush: Rush) -> bool:
    """Return whether so many payments are beyond the merchant's own habit."""
    if rush.usual == 0:
        return rush.payments >= NEWCOMERS_BURST_MIN
    enough = rush.payments >= BURST_PAYMENTS_MIN
    return enough and rush.payments > BURST_OF_USUAL * rush.usual


def is_unusual_night(night: Night) -> bool:
    """Return whether payments in the night are beyond the merchant's own habit."""
    if night.nights_before >= USUAL_NIGHTS:
        return False
    many = night.payments >= NIGHT_PAYMENTS_MIN
    return many or night.vouchers >= NIGHT_VOUCHERS_MIN


def is_run(vouchers: int) -> bool:
    """Return whether a row of consecutive serials is longer than one buyer's."""
    return vouchers >= RUN_MIN
