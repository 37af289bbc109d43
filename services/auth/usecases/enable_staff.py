"""Let somebody come in at a merchant again."""

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.actor import Actor
from machiken.contracts.auth import AccountNews, EnableStaff, StaffChanged
from services.auth.domain.audit import Happening
from services.auth.store import members
from services.auth.usecases.staff_acts import (
    charge,
    lock_member,
    tell_member,
    write_down,
)


def enable_staff(tx: Session, request: EnableStaff, actor: Actor) -> StaffChanged:
    """Return who may come in again, with his password and role of before.

    Twice is once. Raises what `charge` and `lock_member` raise.
    """
    held = charge(tx, request.merchant, actor, request.origin)
    member = lock_member(tx, held, request.staff_id)
    if member.disabled_at is None:
        return StaffChanged(staff_id=member.staff_id)
    at = clock.now(tx)
    members.set_disabled(tx, member, None)
    tell_member(tx, held, member, AccountNews.STAFF_ENABLED, at=at)
    write_down(tx, held, member, Happening.STAFF_ENABLED, at=at)
    return StaffChanged(staff_id=member.staff_id)
