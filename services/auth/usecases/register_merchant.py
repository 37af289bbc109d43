"""Register a merchant: its company, itself, and the person who represents it."""

from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from sqlalchemy.orm import Session

from machiken import clock, outbox
from machiken.contracts.actor import Actor, Role
from machiken.contracts.auth import (
    CompanyNameDiffers,
    LoginIdTaken,
    MerchantCampaignUnknown,
    MerchantCodeTaken,
    MerchantRegistered,
    MerchantState,
    MerchantView,
    RegisterMerchant,
    StaffInvited,
)
from machiken.ids import CampaignId, CompanyId, MerchantId, StaffId
from services.auth.domain.audit import Happening, by_actor
from services.auth.domain.initial_password import InitialPassword
from services.auth.domain.registration import checked_merchant
from services.auth.store import (
    audit,
    campaigns,
    held_invitations,
    merchant_states,
    merchants,
    staff,
)
from services.auth.store.held_invitations import Held
from services.auth.store.staff import Person
from services.auth.store.tables import OUTBOX
from services.auth.usecases.notify_merchants import note_notified


def register_merchant(
    tx: Session, request: RegisterMerchant, actor: Actor, initial: InitialPassword
) -> MerchantView:
    """Return the merchant as registered, now or by the same request before.

    A representative whom the company knows already gains a merchant and keeps his
    password; `initial` is for a new one. Raises `RegistrationMalformed`,
    `MerchantCampaignUnknown`, `CompanyNameDiffers`, `MerchantCodeTaken`,
    `LoginIdTaken`.
    """
    wanted = checked_merchant(request)
    campaign_id = campaigns.lock(tx, wanted.issuer_code)
    if campaign_id is None:
        raise MerchantCampaignUnknown
    company_id = _known_company(tx, campaign_id, wanted)
    earlier = merchants.find(tx, campaign_id, wanted.merchant_code)
    if earlier is not None:
        return _same_again(tx, wanted, earlier)

    if merchants.is_applied_for(tx, campaign_id, wanted.merchant_code):
        raise MerchantCodeTaken

    at = clock.now(tx)
    view = _new_merchant(wanted, campaign_id, company_id or CompanyId(uuid4()))
    if company_id is None:
        merchants.record_company(tx, view, at=at)
    merchants.record(tx, view, wanted.recruitment or None, at=at)
    view = _represented(tx, wanted, view, initial, at)
    outbox.append(tx, OUTBOX, _registered(wanted, view), at=at)
    told = by_actor(Happening.MERCHANT_REGISTERED, actor, view.representative_id)
    audit.record(tx, replace(told, detail=wanted.merchant_code), at=at)
    change = merchant_states.by(actor, at=at)
    ids = [view.merchant_id]
    merchant_states.note(tx, ids, MerchantState.REGISTERED, change)
    if not held_invitations.is_held(tx, view.merchant_id):
        note_notified(tx, campaign_id, ids, change)
    return view


def _known_company(
    tx: Session, campaign_id: CampaignId, wanted: RegisterMerchant
) -> CompanyId | None:
    company = merchants.find_company(tx, campaign_id, wanted.company_code)
    if company is None:
        return None
    if company.name != wanted.company_name:
        raise CompanyNameDiffers
    return company.company_id


def _same_again(
    tx: Session, wanted: RegisterMerchant, earlier: MerchantView
) -> MerchantView:
    person = staff.find(tx, earlier.company_id, wanted.login_id)
    same = (
        earlier.company_code == wanted.company_code
        and earlier.merchant_name == wanted.merchant_name
        and person is not None
        and person.staff_id == earlier.representative_id
        and _is_meant(person, wanted)
    )
    if not same:
        raise MerchantCodeTaken
    return earlier


def _new_merchant(
    wanted: RegisterMerchant, campaign_id: CampaignId, company_id: CompanyId
) -> MerchantView:
    return MerchantView(
        merchant_id=MerchantId(uuid4()),
        merchant_code=wanted.merchant_code,
        merchant_name=wanted.merchant_name,
        company_id=company_id,
        company_code=wanted.company_code,
        company_name=wanted.company_name,
        campaign_id=campaign_id,
        representative_id=StaffId(uuid4()),
    )


def _represented(
    tx: Session,
    wanted: RegisterMerchant,
    view: MerchantView,
    initial: InitialPassword,
    at: datetime,
) -> MerchantView:
    # The same company's same person, or a new one; never a namesake.
    person = staff.find(tx, view.company_id, wanted.login_id)
    if person is not None and not _is_meant(person, wanted):
        raise LoginIdTaken
    if person is None:
        person = _new_person(wanted, view)
        expires_at = staff.record(tx, person, initial, at=at)
        if wanted.recruitment:
            held = _held(view, initial)
            held_invitations.hold(tx, held, wanted.recruitment, at=at)
        else:
            invited = _invited(person, view, initial, expires_at)
            outbox.append(tx, OUTBOX, invited, at=at)
    staff.join(tx, person.staff_id, view.merchant_id, Role.REPRESENTATIVE, at=at)
    return replace(view, representative_id=person.staff_id)


def _held(view: MerchantView, initial: InitialPassword) -> Held:
    return Held(
        staff_id=view.representative_id,
        merchant_id=view.merchant_id,
        role=Role.REPRESENTATIVE,
        initial_password=initial.sealed,
    )


def _is_meant(person: Person, wanted: RegisterMerchant) -> bool:
    return (person.name, person.email) == (wanted.representative_name, wanted.email)


def _new_person(wanted: RegisterMerchant, view: MerchantView) -> Person:
    return Person(
        staff_id=view.representative_id,
        company_id=view.company_id,
        office_role=None,
        login_id=wanted.login_id,
        name=wanted.representative_name,
        email=wanted.email,
    )


def _registered(wanted: RegisterMerchant, view: MerchantView) -> MerchantRegistered:
    return MerchantRegistered(
        campaign_id=view.campaign_id,
        issuer_code=wanted.issuer_code,
        company_id=view.company_id,
        company_code=view.company_code,
        company_name=view.company_name,
        merchant_id=view.merchant_id,
        merchant_code=view.merchant_code,
        merchant_name=view.merchant_name,
        representative_id=view.representative_id,
    )


def _invited(
    person: Person, view: MerchantView, initial: InitialPassword, expires_at: datetime
) -> StaffInvited:
    return StaffInvited(
        staff_id=person.staff_id,
        role=Role.REPRESENTATIVE,
        staff_name=person.name,
        email=person.email,
        login_id=person.login_id,
        initial_password=initial.sealed,
        password_expires_at=expires_at,
        campaign_id=view.campaign_id,
        company_code=view.company_code,
        merchant_id=view.merchant_id,
        merchant_code=view.merchant_code,
        merchant_name=view.merchant_name,
    )
