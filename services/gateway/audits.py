"""監査記録 of all services as one: each is asked for its newest rows, then they merge.

Every service's rows stay in its own order. A page ends with a mark for each service,
from which the next page goes on, so that no row is left out and none comes twice.
"""

import heapq
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from itertools import islice
from typing import Final, Protocol, TypeVar

from machiken.contracts import notify, redemption, settlement
from machiken.contracts.actor import Role
from machiken.contracts.audit import ActLine, Acts, ActsQuery, Fact
from machiken.contracts.auth import (
    AuditLine,
    AuditQuery,
    Happening,
    MerchantRef,
    people_verbs,
)
from machiken.contracts.verbs import Verb

LINES: Final = 50
"""Rows on one page."""

Request = TypeVar("Request")
Answer = TypeVar("Answer")


class Ask(Protocol):
    """How a service is called: as the viewer of a page, or as the operator."""

    def __call__(self, verb: Verb[Request, Answer], request: Request) -> Answer:
        """Return the answer."""
        ...


class Area(StrEnum):
    """Where something happened: the service that wrote it down."""

    AUTH = "auth"
    REDEMPTION = "redemption"
    SETTLEMENT = "settlement"
    NOTIFY = "notify"


HAPPENINGS: Final[Mapping[Area, Sequence[str]]] = {
    Area.AUTH: tuple(Happening),
    Area.REDEMPTION: tuple(redemption.RedemptionAct),
    Area.SETTLEMENT: tuple(settlement.SettlementAct),
    Area.NOTIFY: tuple(notify.NotifyAct),
}
_ACTS: Final[Mapping[Area, Verb[ActsQuery, Acts]]] = {
    Area.REDEMPTION: redemption.AUDIT,
    Area.SETTLEMENT: settlement.AUDIT,
    Area.NOTIFY: notify.AUDIT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which rows somebody wants to see; every condition that is given must hold.

    A service that can't tell of a condition has no row that meets it.
    """

    area: Area | None = None
    happening: str = ""
    actor: str = ""
    login_id: str = ""
    """Of whom it is about; accounts alone are about somebody."""
    merchant: MerchantRef | None = None
    object_kind: str = ""
    object_name: str = ""
    first_on: date | None = None
    last_on: date | None = None
    marks: Mapping[Area, int] = field(default_factory=dict)
    """For each service, the row after which the page begins, going back."""
    lines: int = LINES


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of whichever service."""

    area: Area
    audit_id: int
    at: datetime
    happening: str
    actor_role: Role
    actor: str
    about: str = ""
    """What it was done to, as `voucher KNM202601/12`."""
    facts: Mapping[str, Fact] = field(default_factory=dict)
    account: AuditLine | None = None
    """What auth told of it: whom, where and from where."""
    request_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The newest rows, and the marks of the next page; empty where there is none."""

    lines: Sequence[Line]
    marks: Mapping[Area, int]


def find(ask: Ask, wanted: Wanted) -> Found:
    """Return the newest rows of all services that can tell.

    Raises `MerchantUnknown`, `Unavailable` and `OutcomeUnknown`.
    """
    told = {area: list(_told(ask, area, wanted)) for area in _areas(wanted)}
    merged = heapq.merge(*told.values(), key=_newest_first)
    shown = list(islice(merged, wanted.lines))
    taken = {area: [each for each in shown if each.area is area] for area in told}
    if all(len(taken[area]) == len(told[area]) for area in told):
        return Found(lines=shown, marks={})
    after = {area: _mark(taken[area], told[area]) for area in told}
    return Found(lines=shown, marks=after)


def _newest_first(line: Line) -> float:
    return -line.at.timestamp()


def _mark(taken: Sequence[Line], told: Sequence[Line]) -> int:
    if taken:
        return taken[-1].audit_id
    return told[0].audit_id + 1 if told else 1  # before 1 there is no row


def _areas(wanted: Wanted) -> Sequence[Area]:
    able = set(Area)
    if wanted.area:
        able &= {wanted.area}
    if wanted.happening:
        able &= {
            area for area, names in HAPPENINGS.items() if wanted.happening in names
        }
    if wanted.login_id:
        able &= {Area.AUTH}
    if wanted.merchant:
        able &= {Area.AUTH, Area.SETTLEMENT}
    if wanted.object_kind or wanted.object_name:
        able &= set(_ACTS)
    return [area for area in Area if area in able]


def _told(ask: Ask, area: Area, wanted: Wanted) -> Iterator[Line]:
    """Yield one row more than a page has, where there is one."""
    if area is Area.AUTH:
        yield from _of_accounts(ask, wanted)
        return
    told = ask(_ACTS[area], _acts_query(area, wanted))
    yield from (_of_act(area, each) for each in told.lines)


def _of_accounts(ask: Ask, wanted: Wanted) -> Iterator[Line]:
    query = AuditQuery(
        login_id=wanted.login_id,
        merchant=wanted.merchant,
        happening=Happening(wanted.happening) if wanted.happening else None,
        first_on=wanted.first_on,
        last_on=wanted.last_on,
        before=wanted.marks.get(Area.AUTH),
        actor=wanted.actor,
        lines_max=wanted.lines + 1,
    )
    for each in ask(people_verbs.AUDIT, query).lines:
        yield Line(
            area=Area.AUTH,
            audit_id=each.audit_id,
            at=each.at,
            happening=each.happening,
            actor_role=each.actor_role,
            actor=each.actor,
            account=each,
        )


def _acts_query(area: Area, wanted: Wanted) -> ActsQuery:
    its = wanted.merchant
    return ActsQuery(
        happening=wanted.happening,
        actor=wanted.actor,
        object_kind=wanted.object_kind,
        object_name=f"{its.issuer_code}/{its.merchant_code}"
        if its
        else wanted.object_name,
        first_on=wanted.first_on,
        last_on=wanted.last_on,
        before=wanted.marks.get(area),
        lines_max=wanted.lines + 1,
    )


def _of_act(area: Area, act: ActLine) -> Line:
    return Line(
        area=area,
        audit_id=act.audit_id,
        at=act.at,
        happening=act.happening,
        actor_role=act.actor_role,
        actor=act.actor,
        about=act.object,
        facts=act.facts,
        request_id=act.request_id,
    )
