"""Tell somebody by mail what happened to his account, and write it down."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from machiken import outbox
from machiken.contracts.actor import NOBODY
from machiken.contracts.auth import AccountNews, NumbersUsedUp, ResetDue
from machiken.ids import StaffId
from machiken.refusals import Refusal
from services.auth.domain.audit import AuditEntry, Happening
from services.auth.store import audit, people
from services.auth.store.tables import OUTBOX

_NEWS: Final = {
    NumbersUsedUp.code: AccountNews.NUMBERS_USED_UP,
    ResetDue.code: AccountNews.RESET_DUE,
}


def tell_owner(
    tx: Session,
    staff_id: StaffId,
    news: AccountNews,
    *,
    at: datetime,
    until: datetime | None = None,
) -> None:
    """Announce the news, so that it is mailed, and add it to the audit."""
    told = people.addressee(tx, staff_id).touched(news)
    outbox.append(tx, OUTBOX, replace(told, until=until), at=at)
    entry = AuditEntry(
        happening=Happening(news.value),
        actor_role=NOBODY.role,
        actor=NOBODY.subject,
        staff_id=staff_id,
    )
    audit.record(tx, entry, at=at)


def tell_used_up(
    tx: Session, staff_id: StaffId, refusal: Refusal | None, *, at: datetime
) -> None:
    """Tell that a budget of numbers has just been used up, if it has."""
    if refusal is None:
        return
    until = refusal.facts.get("until")
    tell_owner(
        tx,
        staff_id,
        _NEWS[refusal.code],
        at=at,
        until=datetime.fromisoformat(until) if until else None,
    )
