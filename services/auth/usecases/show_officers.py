"""List who works in the office, for its administrators."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.actor import Actor
from machiken.contracts.auth import Officer, OfficerList
from machiken.ids import StaffId
from services.auth.domain import lock
from services.auth.settings import Keys
from services.auth.store import attempts, devices, officers
from services.auth.store.officers import Kept
from services.auth.usecases.officer_acts import accounts_of, check_administers


def show_officers(tx: Session, actor: Actor, keys: Keys) -> OfficerList:
    """Return the office's people. Raises `NotAllowed`."""
    check_administers(tx, actor)
    found = officers.everybody(tx)
    locks = _locks(tx, found, keys)
    lines = [_line(each, locks.get(each.staff_id), actor) for each in found]
    return OfficerList(officers=tuple(lines))


def _locks(tx: Session, found: Sequence[Kept], keys: Keys) -> dict[StaffId, datetime]:
    at = clock.now(tx)
    known = devices.of_people(tx, [each.staff_id for each in found])
    accounts = {
        account: each.staff_id
        for each in found
        for account in accounts_of(each, known.get(each.staff_id, []), keys)
    }
    locks: dict[StaffId, datetime] = {}
    for account, failures in attempts.failures_of(tx, list(accounts), at=at).items():
        until = lock.locked_until(failures, at)
        if until is not None:
            staff_id = accounts[account]
            locks[staff_id] = max(until, locks.get(staff_id, until))
    return locks


def _line(kept: Kept, locked_until: datetime | None, actor: Actor) -> Officer:
    return Officer(
        staff_id=kept.staff_id,
        login_id=kept.login_id,
        name=kept.name,
        email=kept.email,
        role=kept.role,
        since=kept.since,
        disabled_at=kept.disabled_at,
        initial_until=kept.initial_until,
        locked_until=locked_until,
        has_authenticator=kept.has_authenticator,
        is_oneself=kept.staff_id == actor.staff_id,
    )
