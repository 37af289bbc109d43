"""End the rest after too many failures of somebody of the office."""

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.actor import Actor
from machiken.contracts.auth import StaffChanged, UnlockOfficer
from services.auth.domain.audit import Happening
from services.auth.settings import Keys
from services.auth.store import attempts, devices
from services.auth.usecases.officer_acts import accounts_of, lock_officer, write_down


def unlock_officer(
    tx: Session, request: UnlockOfficer, actor: Actor, keys: Keys
) -> StaffChanged:
    """Return who may try his password again at once.

    Wrong one-time passwords stay counted: they are nobody's to give back. Raises what
    `lock_officer` raises.
    """
    officer = lock_officer(tx, request.staff_id, actor)
    known = devices.of_people(tx, [officer.staff_id]).get(officer.staff_id, [])
    if attempts.forgive_all(tx, accounts_of(officer, known, keys)):
        by, at = (actor, request.origin), clock.now(tx)
        write_down(tx, officer, by, Happening.OFFICER_UNLOCKED, at=at)
    return StaffChanged(staff_id=officer.staff_id)
