"""List who works in the office, for its administrators."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from machiken.contracts.actor import Actor
from machiken.contracts.auth import Officer, OfficerList
from machiken.ids import StaffId
from services.auth.settings import Keys
from services.auth.store import devices, officers
from services.auth.store.officers import Kept
from services.auth.usecases.locked_accounts import rests
from services.auth.usecases.officer_acts import accounts_of, check_still_stands


def show_officers(tx: Session, actor: Actor, keys: Keys) -> OfficerList:
    """Return the office's people. Raises `NotAllowed`."""
    check_still_stands(tx, actor)
    found = officers.everybody(tx)
    locks = _locks(tx, found, keys)
    lines = [_line(each, locks.get(each.staff_id), actor) for each in found]
    return OfficerList(officers=tuple(lines))


def _locks(tx: Session, found: Sequence[Kept], keys: Keys) -> dict[StaffId, datetime]:
    known = devices.of_people(tx, [each.staff_id for each in found])
    accounts = {
        account: each.staff_id
        for each in found
        for account in accounts_of(each, known.get(each.staff_id, []), keys)
    }
    return rests(tx, accounts)


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
