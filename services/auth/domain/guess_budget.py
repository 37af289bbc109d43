"""How many wrong numbers are looked at in all, however many mails carry new ones.

Three for each mail are too many where a thief with the password may have mails sent all
day. So: 9 within 24 hours, then a rest; 30 since the password was set, then a new
password. Nobody's success gives any of it back: else 9 a day would be 1 in 7 in half a
year. With the 30, whoever stole a password breaks in with 3 in 1,000, once for all.

A device that was signed in before has a budget of its own, so that strangers can't use
up its owner's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from machiken.contracts.auth import NumbersUsedUp, ResetDue
from machiken.refusals import Refusal

DAILY_MAX: Final = 9
WITHIN: Final = timedelta(hours=24)
PER_PASSWORD_MAX: Final = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """Wrong numbers: those of the last 24 hours, oldest first, and all."""

    lately: Sequence[datetime]
    since_password: int


def refusal(spent: Spent) -> Refusal | None:
    """Return why no number is looked at now, or None where one may be."""
    if spent.since_password >= PER_PASSWORD_MAX:
        return ResetDue()
    if len(spent.lately) >= DAILY_MAX:
        until = spent.lately[-DAILY_MAX] + WITHIN
        return NumbersUsedUp(until=until.isoformat())
    return None
