"""What the model knows of papers, checkouts and payments, and how it says no."""

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

    def __init__(self, code: str) -> None:
        """Say no; the code is redemption's."""
        super().__init__(f"redemption.{code}")


@dataclass
class Batch:
    """Papers that go on sale together."""

    sold: bool = False


@dataclass
class Paper:
    """A voucher."""

    serial: int
    sample: bool
    batch: Batch
    sold: bool = False
    """Sold by its serial; or else with its batch."""
    stopped: bool = False
    replaced: bool = False
    used: bool = False

    def refuse(self) -> None:
        """Do nothing for a voucher that may be redeemed now."""
        for holds, code in (
            (self.sample, "voucher_sample"),
            (self.stopped, "voucher_stopped"),
            (self.used, "voucher_used"),
            (not (self.sold or self.batch.sold), "voucher_not_sold"),
        ):
            if holds:
                raise No(code)

    def refuse_practice(self) -> None:
        """Do nothing for a voucher to practise with."""
        if not self.sample:
            raise No("voucher_not_sample")
        if self.stopped:
            raise No("voucher_stopped")


@dataclass
class Paid:
    """A payment."""

    shop: str
    papers: list[Paper]
    closing: date
    refunded: bool = False


@dataclass
class Practised:
    """A practice, which is no payment."""

    count: int


@dataclass
class Reading:
    """A checkout."""

    shop: str
    target: int
    practice: bool = False
    state: str = "open"
    papers: list[Paper] = field(default_factory=list)
    done: Paid | Practised | None = None


@dataclass
class Rules:
    """What the office may change on the way."""

    activation: str = "batch"
    refunds: bool = True
    partial_checkouts: bool = True
    version: int = 1
