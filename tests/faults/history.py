"""What tills did in a storm, operation by operation, as the tills themselves saw it."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID

from tests.faults.promises import Request
from tests.journeys.till import Answer


class Outcome(StrEnum):
    """What a till knows of its operation."""

    DONE = "done"
    """決済完了 was seen."""
    REFUSED = "refused"
    """A rule said no."""
    NOT_DONE = "not done"
    """The page promised that nothing was done."""
    UNKNOWN = "unknown"
    """No answer, or one that says so: to be asked again by the id."""


@dataclass(slots=True, kw_only=True)
class Operation:
    """One attempt of one till to redeem vouchers under one id."""

    till: int
    checkout_id: UUID
    codes: tuple[str, ...]
    by_pages: bool
    began_at: float
    """Monotonic."""
    outcome: Outcome = Outcome.UNKNOWN
    first_outcome: Outcome = Outcome.UNKNOWN
    payment_no: str | None = None
    receipt: dict[str, Any] | None = None

    def end(self, outcome: Outcome) -> None:
        """Note what the till saw in the storm."""
        self.outcome = self.first_outcome = outcome


@dataclass(slots=True)
class History:
    """All operations and requests of a storm; threads append to its lists."""

    operations: list[Operation] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)

    def count(self, outcome: Outcome) -> int:
        """Return how many operations have come to this outcome."""
        return sum(each.outcome is outcome for each in self.operations)

    def of(self, outcome: Outcome) -> list[Operation]:
        """Return the operations of this outcome."""
        return [each for each in self.operations if each.outcome is outcome]

    @property
    def slowest(self) -> Request:
        """The request that took longest."""
        return max(self.requests, key=lambda each: each.took_s)

    def statuses(self) -> Counter[int]:
        """Return how many requests came back with each status; 0 is none at all."""
        return Counter(each.status for each in self.requests)

    def told(self) -> str:
        """Return the history in one line."""
        counted = Counter(each.first_outcome.value for each in self.operations)
        return (
            f"{len(self.operations)} redemptions {dict(counted)},"
            f" slowest request {self.slowest.took_s:.2f} s"
            f" ({self.slowest.address}: {self.slowest.status})"
        )


def outcome_of(answer: Answer) -> Outcome:
    """Return what an answer of `/api/redemptions` tells a till."""
    if answer.is_ok:
        return Outcome.DONE
    if answer.refusal is not None:
        return Outcome.REFUSED
    if answer.body.get("outcome") == "unavailable":
        return Outcome.NOT_DONE
    return Outcome.UNKNOWN
