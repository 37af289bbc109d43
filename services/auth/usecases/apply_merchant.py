"""Take down one application, typed by the office from its paper."""

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.actor import Actor
from machiken.contracts.auth import (
    ApplyMerchant,
    MerchantCampaignUnknown,
    MerchantMoved,
    MerchantState,
)
from services.auth.domain.audit import AuditEntry, Happening
from services.auth.store import applications, audit, campaigns, merchant_states
from services.auth.usecases.typed_application import checked, refuse_unreadable


def apply_merchant(tx: Session, request: ApplyMerchant, actor: Actor) -> MerchantMoved:
    """Write the application down and return its merchant.

    Raises `MerchantCampaignUnknown`, or `ApplicationOff` for the first finding.
    """
    refuse_unreadable(request)
    campaign_id = campaigns.lock(tx, request.issuer_code)
    if campaign_id is None:
        raise MerchantCampaignUnknown
    application, recruiting = checked(tx, campaign_id, request)
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
