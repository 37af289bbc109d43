"""Read the audit: one's own account's, or for the office all of it. Newest first."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from machiken.contracts.actor import SHOP, Actor
from machiken.contracts.audit import LINES_MAX
from machiken.contracts.auth import (
    AuditLine,
    AuditPage,
    AuditQuery,
    MerchantUnknown,
    OwnAuditQuery,
)
from machiken.town_time import TOWN_TIME
from services.auth.domain.account import searchable
from services.auth.store import audit, shops
from services.auth.store.audit import Wanted


def show_own_audit(tx: Session, request: OwnAuditQuery, actor: Actor) -> AuditPage:
    """Return what happened to the actor's account, whoever did it.

    Officers and operators are not named to shops.
    """
    assert actor.staff_id is not None, "whoever is signed in is somebody"
    page = audit.page(tx, Wanted(staff_id=actor.staff_id, before=request.before))
    lines = tuple(_unnamed(line, actor.login_id) for line in page.lines)
    return replace(page, lines=lines)


def show_audit(tx: Session, request: AuditQuery) -> AuditPage:
    """Return what happened, as far as the conditions ask. Raises `MerchantUnknown`."""
    shop = shops.find(tx, request.merchant) if request.merchant else None
    if request.merchant and shop is None:
        raise MerchantUnknown
    last_on = request.last_on
    wanted = Wanted(
        login_id=searchable(request.login_id),
        merchant_id=shop.merchant_id if shop else None,
        happening=request.happening,
        since=_begins(request.first_on) if request.first_on else None,
        until=_begins(last_on + timedelta(days=1)) if last_on else None,
        before=request.before,
        actor=searchable(request.actor),
        lines_max=max(1, min(request.lines_max, LINES_MAX)),
    )
    return audit.page(tx, wanted)


def _unnamed(line: AuditLine, own: str) -> AuditLine:
    named = line.actor_role in SHOP or line.actor == own
    return line if named else replace(line, actor="")


def _begins(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=TOWN_TIME)
