"""Give somebody of the office another role."""

from dataclasses import replace

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.actor import Actor
from machiken.contracts.auth import AccountNews, ChangeOfficerRole, StaffChanged
from services.auth.domain.audit import Happening
from services.auth.domain.officer_rule import check_gift, check_left
from services.auth.store import officers, session_ends
from services.auth.usecases.officer_acts import (
    lock_officer,
    tell_officer,
    write_down,
)


def change_officer_role(
    tx: Session, request: ChangeOfficerRole, actor: Actor
) -> StaffChanged:
    """Return the sessions that ended: all of his. Twice is once.

    Raises `AdministratorNeeded`, `RegistrationMalformed`, and what `lock_officer`
    raises.
    """
    check_gift(request.role)
    officer = lock_officer(tx, request.staff_id, actor)
    if officer.role is request.role:
        return StaffChanged(staff_id=officer.staff_id)
    officers.set_role(tx, officer.staff_id, request.role)
    check_left(officers.administrators(tx))
    officer = replace(officer, role=request.role)
    at = clock.now(tx)
    ended = session_ends.end_everything(tx, officer.staff_id, at=at)
    tell_officer(tx, officer, AccountNews.OFFICER_ROLE_CHANGED, at=at)
    by = (actor, request.origin)
    write_down(tx, officer, by, Happening.OFFICER_ROLE_CHANGED, at=at)
    return StaffChanged(staff_id=officer.staff_id, ended=ended)
