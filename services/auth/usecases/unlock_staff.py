"""End the rest after too many failures: somebody at the shop vouches for him."""

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.actor import Actor
from machiken.contracts.auth import StaffChanged, UnlockStaff
from services.auth.domain.audit import Happening
from services.auth.settings import Keys
from services.auth.store import attempts, devices
from services.auth.usecases.locked_accounts import accounts_of
from services.auth.usecases.staff_acts import charge, lock_member, write_down


def unlock_staff(
    tx: Session, request: UnlockStaff, actor: Actor, keys: Keys
) -> StaffChanged:
    """Return who may try his password again at once.

    Wrong one-time passwords stay counted: they are nobody's to give back. Raises what
    `charge` and `lock_member` raise.
    """
    held = charge(tx, request.merchant, actor, request.origin)
    member = lock_member(tx, held, request.staff_id)
    known = devices.of_people(tx, [member.staff_id]).get(member.staff_id, [])
    accounts = accounts_of(held.shop, member.staff_id, member.login_id, known, keys)
    if attempts.forgive_all(tx, accounts):
        at = clock.now(tx)
        write_down(tx, held, member, Happening.STAFF_UNLOCKED, at=at)
    return StaffChanged(staff_id=member.staff_id)
