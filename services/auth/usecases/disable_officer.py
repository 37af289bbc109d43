"""Let somebody of the office come in no more, or again."""

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.actor import Actor
from machiken.contracts.auth import (
    AccountNews,
    DisableOfficer,
    EnableOfficer,
    StaffChanged,
)
from services.auth.domain.audit import Happening
from services.auth.domain.officer_rule import check_left
from services.auth.store import mail_proposals, officers, session_ends
from services.auth.usecases.officer_acts import (
    lock_officer,
    tell_officer,
    write_down,
)


def disable_officer(tx: Session, request: DisableOfficer, actor: Actor) -> StaffChanged:
    """Return the sessions that ended: all of his. Twice is once.

    Raises `AdministratorNeeded` and what `lock_officer` raises.
    """
    officer = lock_officer(tx, request.staff_id, actor)
    if officer.disabled_at is not None:
        return StaffChanged(staff_id=officer.staff_id)
    at = clock.now(tx)
    officers.set_disabled(tx, officer.staff_id, at)
    check_left(officers.administrators(tx))
    ended = session_ends.end_everything(tx, officer.staff_id, at=at)
    mail_proposals.void(tx, officer.staff_id, at=at)
    tell_officer(tx, officer, AccountNews.OFFICER_DISABLED, at=at)
    by = (actor, request.origin)
    write_down(tx, officer, by, Happening.OFFICER_DISABLED, at=at)
    return StaffChanged(staff_id=officer.staff_id, ended=ended)


def enable_officer(tx: Session, request: EnableOfficer, actor: Actor) -> StaffChanged:
    """Return whom the act is about; he may sign in again, with what he had.

    Raises what `lock_officer` raises.
    """
    officer = lock_officer(tx, request.staff_id, actor)
    if officer.disabled_at is None:
        return StaffChanged(staff_id=officer.staff_id)
    at = clock.now(tx)
    officers.set_disabled(tx, officer.staff_id, None)
    tell_officer(tx, officer, AccountNews.OFFICER_ENABLED, at=at)
    by = (actor, request.origin)
    write_down(tx, officer, by, Happening.OFFICER_ENABLED, at=at)
    return StaffChanged(staff_id=officer.staff_id)
