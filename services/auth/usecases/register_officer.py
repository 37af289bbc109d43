"""Register a member of the office's staff (事務局)."""

from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from sqlalchemy.orm import Session

from machiken import clock, outbox
from machiken.contracts.actor import Actor
from machiken.contracts.auth import (
    LoginIdTaken,
    OfficerView,
    RegisterOfficer,
    StaffInvited,
)
from machiken.ids import StaffId
from services.auth.domain.audit import Happening, by_actor
from services.auth.domain.initial_password import InitialPassword
from services.auth.domain.registration import checked_officer
from services.auth.store import audit, staff
from services.auth.store.staff import Person
from services.auth.store.tables import OUTBOX
from services.auth.usecases.officer_acts import check_still_stands


def register_officer(
    tx: Session, request: RegisterOfficer, actor: Actor, initial: InitialPassword
) -> OfficerView:
    """Return the officer as registered, now or by the same request before.

    Raises `RegistrationMalformed`, `LoginIdTaken`, and `NotAllowed` for who is no
    administrator any more.
    """
    wanted = checked_officer(request)
    staff.lock_office(tx)
    check_still_stands(tx, actor)
    earlier = staff.find(tx, None, wanted.login_id)
    if earlier is not None:
        return _same_again(wanted, earlier)

    at = clock.now(tx)
    person = _new_person(wanted)
    expires_at = staff.record(tx, person, initial, at=at)
    outbox.append(tx, OUTBOX, _invited(wanted, person, initial, expires_at), at=at)
    told = by_actor(Happening.OFFICER_REGISTERED, actor, person.staff_id)
    audit.record(tx, replace(told, detail=wanted.role.value), at=at)
    return _view(wanted, person)


def _same_again(wanted: RegisterOfficer, earlier: Person) -> OfficerView:
    known = (earlier.name, earlier.email, earlier.office_role)
    if known != (wanted.name, wanted.email, wanted.role):
        raise LoginIdTaken
    return _view(wanted, earlier)


def _new_person(wanted: RegisterOfficer) -> Person:
    return Person(
        staff_id=StaffId(uuid4()),
        company_id=None,
        office_role=wanted.role,
        login_id=wanted.login_id,
        name=wanted.name,
        email=wanted.email,
    )


def _view(wanted: RegisterOfficer, person: Person) -> OfficerView:
    return OfficerView(
        staff_id=person.staff_id, login_id=person.login_id, role=wanted.role
    )


def _invited(
    wanted: RegisterOfficer,
    person: Person,
    initial: InitialPassword,
    expires_at: datetime,
) -> StaffInvited:
    return StaffInvited(
        staff_id=person.staff_id,
        role=wanted.role,
        staff_name=person.name,
        email=person.email,
        login_id=person.login_id,
        initial_password=initial.sealed,
        password_expires_at=expires_at,
        campaign_id=None,
        company_code=None,
        merchant_id=None,
        merchant_code=None,
        merchant_name=None,
    )
