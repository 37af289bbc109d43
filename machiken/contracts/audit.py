"""What the office did in one service, as its readers ask for it: alike everywhere.

auth's own record of who came in has more to tell, and its own contract.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, TypeAlias

from machiken.contracts.actor import OFFICE, OPERATOR, Role
from machiken.contracts.verbs import Verb

Fact: TypeAlias = str | int | bool | None
LINES_MAX: Final = 500
"""The most that one answer holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActsQuery:
    """Ask what the office did; every condition that is given must hold."""

    happening: str = ""
    actor: str = ""
    """The login id of who did it, or the operator's name."""
    object_kind: str = ""
    """What it was done to, as `voucher`."""
    object_name: str = ""
    """That one's name, as `KNM202601/12`, or what stands after the campaign's."""
    first_on: date | None = None
    last_on: date | None = None
    before: int | None = None
    """The row after which the page begins, going back."""
    lines_max: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ActLine:
    """One row: who did what to which thing, and what the decision was."""

    audit_id: int
    at: datetime
    happening: str
    actor_role: Role
    actor: str
    """The login id, or the operator's name."""
    object: str
    facts: dict[str, Fact]
    request_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Acts:
    """What was done, the newest first, and from which row on there is more."""

    lines: tuple[ActLine, ...]
    next_before: int | None


def audit(service: str) -> Verb[ActsQuery, Acts]:
    """Return the verb by which a service tells what the office did in it."""
    return Verb(
        service=service,
        name="audit",
        request=ActsQuery,
        answer=Acts,
        roles=OPERATOR | OFFICE,
    )
