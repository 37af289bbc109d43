"""Take down one application, typed by the office from its paper."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.actor import Actor
from machiken.contracts.auth import (
    ApplicationOff,
    ApplyMerchant,
    Finding,
    MerchantCampaignUnknown,
    MerchantMoved,
    MerchantState,
)
from services.auth.domain.application import (
    Application,
    Clashes,
    Named,
    Place,
    in_day,
    in_one_field,
    in_people,
)
from services.auth.domain.audit import AuditEntry, Happening
from services.auth.store import applications, audit, campaigns, merchant_states

_SHOP_FIELDS = ("merchant_code", "merchant_name", "company_code", "company_name")
_PERSON_FIELDS = ("name", "login_id", "email")


def apply_merchant(tx: Session, request: ApplyMerchant, actor: Actor) -> MerchantMoved:
    """Write the application down and return its merchant.

    Raises `MerchantCampaignUnknown`, or `ApplicationOff` for the first finding.
    """
    for finding in _in_fields(request):
        _refuse(finding)
    campaign_id = campaigns.lock(tx, request.issuer_code)
    if campaign_id is None:
        raise MerchantCampaignUnknown
    application = _application(request)
    recruiting = campaigns.recruiting(tx, campaign_id)
    for finding in (
        *in_day(recruiting, request.applied_on, application.place),
        *in_people(application),
        *Clashes(applications.known(tx, campaign_id)).of(application),
    ):
        _refuse(finding)
    at = clock.now(tx)
    ids = applications.record(tx, campaign_id, [application], recruiting, at=at)
    change = merchant_states.by(actor, at=at)
    merchant_states.note(tx, ids, MerchantState.APPLIED, change)
    entry = AuditEntry(
        happening=Happening.MERCHANT_APPLIED,
        actor_role=actor.role,
        actor=actor.subject,
        detail=f"{request.issuer_code} {request.merchant_code}",
    )
    audit.record(tx, entry, at=at)
    return MerchantMoved(merchant_id=ids[0], state=MerchantState.APPLIED)


def _refuse(finding: Finding) -> None:
    raise ApplicationOff(field=finding.column, finding=finding.kind.value)


def _in_fields(request: ApplyMerchant) -> Iterator[Finding]:
    place = Place()
    for name in _SHOP_FIELDS:
        yield from in_one_field(name, getattr(request, name), place)
    for person in request.people:
        for name in _PERSON_FIELDS:
            yield from in_one_field(name, getattr(person, name), place)


def _application(request: ApplyMerchant) -> Application:
    place = Place()
    return Application(
        merchant_code=request.merchant_code,
        merchant_name=request.merchant_name,
        company_code=request.company_code,
        company_name=request.company_name,
        applied_on=request.applied_on,
        place=place,
        people=[Named(person=each, place=place) for each in request.people],
    )
