"""Make somebody a manager (店長) or a member of staff (スタッフ)."""

from dataclasses import replace

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.actor import Actor
from machiken.contracts.auth import AccountNews, ChangeStaffRole, StaffChanged
from services.auth.domain.audit import Happening
from services.auth.domain.staff_rule import check_gift, check_removal
from services.auth.store import members, session_ends
from services.auth.usecases.staff_acts import (
    charge,
    lock_member,
    tell_member,
    write_down,
)


def change_staff_role(
    tx: Session, request: ChangeStaffRole, actor: Actor
) -> StaffChanged:
    """Return the sessions that ended: he comes in again as what he is now.

    Raises `RepresentativeNeeded`, `RegistrationMalformed`, `StaffAboveOneself` and what
    `charge` and `lock_member` raise.
    """
    held = charge(tx, request.merchant, actor, request.origin)
    check_gift(held.acting, request.role)
    member = lock_member(tx, held, request.staff_id)
    check_removal(member.role)
    if member.role is request.role:
        return StaffChanged(staff_id=member.staff_id)
    at = clock.now(tx)
    members.set_role(tx, member, request.role)
    ended = session_ends.end_everything(tx, member.staff_id, at=at)
    member = replace(member, role=request.role)
    tell_member(tx, held, member, AccountNews.ROLE_CHANGED, at=at)
    write_down(tx, held, member, Happening.ROLE_CHANGED, at=at)
    return StaffChanged(staff_id=member.staff_id, ended=ended)
