"""A thief with the right password, who guesses numbers day after day, many at once."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from machiken.refusals import Refusal
from services.auth.store.tables import SIGN_IN, WRONG_NUMBER
from tests.auth.passwords import change
from tests.auth.town import Town, at_once, wrong

AT_ONCE: Final = 50
CHOSEN: Final = "Tsukimi#Dango7"
MAILS_A_DAY: Final = 10
APART: Final = timedelta(minutes=16)
"""So long after the last ones further numbers are mailed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thief:
    """What became of all guesses."""

    sent: int
    evaluated: int
    each_sign_in_max: int
    each_day_max: int
    owner_in: int
    """How often the owner came in meanwhile, on the device that is known."""
    days: int
    said: Counter[str]


def steal(town: Town, password: str, guesses: int) -> Thief:
    """Guess so often, `AT_ONCE` at a time; the owner signs in every day.

    The owner has chosen a password; the initial one would be worthless after a week.
    """
    change(town, town.sign_in(password), password, CHOSEN)
    password = CHOSEN
    begun = town.begin(password)
    device = town.finish(begun.sign_in_secret, town.mailed_number()).device_secret
    said: Counter[str] = Counter()
    sent = day = owner_in = 0
    by_day: list[int] = []
    while sent < guesses:
        before = len(town.rows(WRONG_NUMBER))
        town.move_clock(timedelta(days=day))
        for mail in range(MAILS_A_DAY):
            if sent >= guesses:
                break
            town.move_clock(timedelta(days=day) + APART * mail)
            said += _one_mail(town, password)
            sent += AT_ONCE
        town.move_clock(timedelta(days=day) + APART * (MAILS_A_DAY + 1))
        again = town.begin(password, device_secret=device)
        town.finish(again.sign_in_secret, town.mailed_number(), device)
        owner_in += 1
        by_day.append(len(town.rows(WRONG_NUMBER)) - before)
        day += 1
    return Thief(
        sent=sent,
        evaluated=len(town.rows(WRONG_NUMBER)),
        each_sign_in_max=max(row["tries"] for row in town.rows(SIGN_IN)),
        each_day_max=max(by_day),
        owner_in=owner_in,
        days=day,
        said=said,
    )


def _one_mail(town: Town, password: str) -> Counter[str]:
    try:
        secret = town.begin(password).sign_in_secret
    except Refusal as refusal:  # none is mailed; he guesses at nothing
        return Counter({f"begin: {refusal.code}": 1}) + _guessed(town, "no-sign-in")
    return _guessed(town, secret)


def _guessed(town: Town, secret: str) -> Counter[str]:
    number = town.mailed_number()

    def guess(each: int) -> str:
        try:
            town.finish(secret, wrong(number, each + 1))
        except Refusal as refusal:
            return refusal.code
        return "in"

    return Counter(at_once(AT_ONCE, guess))
