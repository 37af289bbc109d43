"""Tell somebody by mail what happened to his account, and write it down."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from machiken import outbox
from machiken.contracts.actor import NOBODY
from machiken.contracts.auth import AccountNews, NumbersUsedUp, ResetDue
from machiken.ids import StaffId
from machiken.refusals import Refusal
from services.auth.domain.audit import AuditEntry, Caller, Happening
from services.auth.domain.device_name import device_name
from services.auth.store import audit, people
from services.auth.store.tables import OUTBOX

_NEWS: Final = {
    NumbersUsedUp.code: AccountNews.NUMBERS_USED_UP,
    ResetDue.code: AccountNews.RESET_DUE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """News about an account, and from where it came about."""

    news: AccountNews
    caller: Caller
    until: datetime | None = None


def tell_owner(tx: Session, staff_id: StaffId, told: Told, *, at: datetime) -> None:
    """Announce the news, so that it is mailed, and add it to the audit."""
    touched = replace(
        people.addressee(tx, staff_id).touched(told.news),
        until=told.until,
        device=device_name(told.caller.user_agent),
    )
    outbox.append(tx, OUTBOX, touched, at=at)
    entry = AuditEntry(
        happening=Happening(told.news.value),
        actor_role=NOBODY.role,
        actor=NOBODY.subject,
        staff_id=staff_id,
    )
    audit.record(tx, entry.came_from(told.caller), at=at)


def tell_used_up(
    tx: Session,
    staff_id: StaffId,
    refusal: Refusal | None,
    caller: Caller,
    *,
    at: datetime,
) -> None:
    """Tell that a budget of numbers has just been used up, if it has."""
    if refusal is None:
        return
    until = refusal.facts.get("until")
    told = Told(
        news=_NEWS[refusal.code],
        caller=caller,
        until=datetime.fromisoformat(until) if until else None,
    )
    tell_owner(tx, staff_id, told, at=at)
