"""What a service answers when it is asked to recompute its books.

`machiken verify` asks every service that holds money, and compares their answers.
"""

from dataclasses import dataclass
from datetime import timedelta

from machiken.contracts.actor import OFFICE, OPERATOR
from machiken.contracts.verbs import Verb
from machiken.ids import IssuerCode, MerchantCode
from machiken.money import Yen


@dataclass(frozen=True, slots=True, kw_only=True)
class Verify:
    """Recompute every balance and total from the entries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MerchantTotal:
    """What a merchant has redeemed less what it gave back, as one service sees it."""

    issuer_code: IssuerCode
    merchant_code: MerchantCode
    payments: int
    paid: Yen
    refunds: int
    refunded: Yen


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What was recomputed, and every difference found, as sentences for an engineer."""

    checked: dict[str, int]
    """How many records of each kind were recomputed."""
    differences: tuple[str, ...]
    on_the_way: int
    """Events that are written but not yet sent: the other books may lag by them."""
    merchants: tuple[MerchantTotal, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveClock:
    """Shift the service's time, for a rehearsal; production refuses."""

    shift: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockMovedBy:
    """The shift that is now in force."""

    shift: timedelta


def verify(service: str) -> Verb[Verify, Verification]:
    """Return the verb by which an operator has a service recompute its books."""
    return Verb(
        service=service,
        name="verify",
        request=Verify,
        answer=Verification,
        roles=OPERATOR | OFFICE,
        takes_s_max=120.0,
    )


def move_clock(service: str) -> Verb[MoveClock, ClockMovedBy]:
    """Return the verb by which a rehearsal moves a service's time."""
    return Verb(
        service=service,
        name="move_clock",
        request=MoveClock,
        answer=ClockMovedBy,
        roles=OPERATOR,
    )
