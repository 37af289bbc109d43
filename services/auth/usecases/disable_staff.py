"""Let somebody come in at a merchant no more."""

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.actor import Actor
from machiken.contracts.auth import AccountNews, DisableStaff, StaffChanged
from services.auth.domain.audit import Happening
from services.auth.domain.staff_rule import check_removal
from services.auth.store import mail_proposals, members, session_ends
from services.auth.usecases.staff_acts import (
    charge,
    lock_member,
    tell_member,
    write_down,
)


def disable_staff(tx: Session, request: DisableStaff, actor: Actor) -> StaffChanged:
    """Return the sessions that ended: all of his, at other merchants, too.

    There he may sign in again. Twice is once. Raises `RepresentativeNeeded` and what
    `charge` and `lock_member` raise.
    """
    held = charge(tx, request.merchant, actor, request.origin)
    member = lock_member(tx, held, request.staff_id)
    check_removal(member.role)
    if member.disabled_at is not None:
        return StaffChanged(staff_id=member.staff_id)
    at = clock.now(tx)
    members.set_disabled(tx, member, at)
    ended = session_ends.end_everything(tx, member.staff_id, at=at)
    mail_proposals.void(tx, member.staff_id, at=at)
    tell_member(tx, held, member, AccountNews.STAFF_DISABLED, at=at)
    write_down(tx, held, member, Happening.STAFF_DISABLED, at=at)
    return StaffChanged(staff_id=member.staff_id, ended=ended)
