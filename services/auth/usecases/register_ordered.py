"""The worker makes the accounts of a certified merchant: its people come to exist."""

from collections.abc import Mapping
from datetime import datetime
from uuid import uuid4

import structlog
from sqlalchemy.orm import Session

from machiken import clock, outbox
from machiken.confidential import Envelope
from machiken.contracts.actor import Role
from machiken.contracts.auth import (
    Applicant,
    LoginIdTaken,
    MerchantRegistered,
    MerchantState,
)
from machiken.database import Transactions
from machiken.ids import StaffId
from machiken.refusals import Refusal
from services.auth.domain import initial_password
from services.auth.domain.audit import Happening, by_actor
from services.auth.domain.initial_password import InitialPassword
from services.auth.store import (
    audit,
    campaigns,
    held_invitations,
    invitations,
    merchant_states,
    registration_orders,
    staff,
)
from services.auth.store.held_invitations import Held
from services.auth.store.registration_orders import Order
from services.auth.store.staff import Person
from services.auth.store.tables import OUTBOX
from services.auth.usecases.notify_merchants import note_notified

log = structlog.get_logger()


def register_ordered(db: Transactions, letters: Envelope) -> int:
    """Register the merchant of the oldest order; return whether there was one.

    An order that can't be carried out goes, and the merchant's history says why.
    """
    with db.begin() as tx:
        order = registration_orders.next_order(tx)
    if order is None:
        return 0
    # Between the transactions, for making hashes is slow.
    initials = {
        each.login_id: initial_password.invent(letters) for each in order.people
    }
    try:
        with db.begin() as tx:
            _register(tx, order, initials)
    except Refusal as refusal:
        log.warning("auth.registration_refused", refusal=refusal.code)
        with db.begin() as tx:
            _give_up(tx, order, refusal)
    return 1


def _register(
    tx: Session, order: Order, initials: Mapping[str, InitialPassword]
) -> None:
    campaigns.lock(tx, order.issuer_code)
    state = merchant_states.lock(tx, order.merchant_id)
    ordered = registration_orders.take(tx, order.merchant_id)
    if not ordered or state is not MerchantState.CERTIFIED:
        return
    at = clock.now(tx)
    ids = {
        each.role: _welcomed(tx, order, each, initials[each.login_id], at)
        for each in order.people
    }
    representative_id = ids[Role.REPRESENTATIVE]
    outbox.append(tx, OUTBOX, _registered(order, representative_id), at=at)
    change = merchant_states.by(order.actor, at=at)
    merchant_states.move(tx, [order.merchant_id], MerchantState.REGISTERED, change)
    told = by_actor(Happening.MERCHANT_REGISTERED, order.actor, representative_id)
    audit.record(tx, told, at=at)
    if not held_invitations.is_held(tx, order.merchant_id):
        note_notified(tx, order.campaign_id, [order.merchant_id], change)


def _welcomed(
    tx: Session,
    order: Order,
    applicant: Applicant,
    initial: InitialPassword,
    at: datetime,
) -> StaffId:
    person = staff.find(tx, order.company_id, applicant.login_id)
    if person is not None and (person.name, person.email) != (
        applicant.name,
        applicant.email,
    ):
        raise LoginIdTaken
    staff_id = person.staff_id if person else StaffId(uuid4())
    expires_at = None
    if person is None:
        new = _person(order, applicant, staff_id)
        expires_at = staff.record(tx, new, initial, at=at)
    staff.join(tx, staff_id, order.merchant_id, applicant.role, at=at)
    if expires_at is not None:
        held = Held(
            staff_id=staff_id,
            merchant_id=order.merchant_id,
            role=applicant.role,
            initial_password=initial.sealed,
        )
        _tell(tx, order, held, expires_at, at)
    return staff_id


def _tell(
    tx: Session, order: Order, held: Held, expires_at: datetime, at: datetime
) -> None:
    """Send the invitation, or keep it until its window's mails leave."""
    if order.recruitment is None:
        invited = invitations.of_held(tx, held, expires_at=expires_at)
        outbox.append(tx, OUTBOX, invited, at=at)
    else:
        held_invitations.hold(tx, held, order.recruitment, at=at)


def _person(order: Order, applicant: Applicant, staff_id: StaffId) -> Person:
    return Person(
        staff_id=staff_id,
        company_id=order.company_id,
        office_role=None,
        login_id=applicant.login_id,
        name=applicant.name,
        email=applicant.email,
    )


def _registered(order: Order, representative_id: StaffId) -> MerchantRegistered:
    return MerchantRegistered(
        campaign_id=order.campaign_id,
        issuer_code=order.issuer_code,
        company_id=order.company_id,
        company_code=order.company_code,
        company_name=order.company_name,
        merchant_id=order.merchant_id,
        merchant_code=order.merchant_code,
        merchant_name=order.merchant_name,
        representative_id=representative_id,
    )


def _give_up(tx: Session, order: Order, refusal: Refusal) -> None:
    if registration_orders.take(tx, order.merchant_id):
        at = clock.now(tx)
        change = merchant_states.by(order.actor, at=at, reason=refusal.code)
        ids = [order.merchant_id]
        merchant_states.note(tx, ids, MerchantState.CERTIFIED, change)
