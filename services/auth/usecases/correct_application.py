"""Correct an application that was taken down, before it is certified."""

from typing import Final

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.actor import Actor
from machiken.contracts.auth import (
    CorrectApplication,
    MerchantMoved,
    MerchantState,
    MerchantUnknown,
)
from services.auth.domain.audit import AuditEntry, Happening
from services.auth.domain.merchant_state import refuse_step
from services.auth.store import (
    applications,
    audit,
    campaigns,
    merchant_lists,
    merchant_states,
)
from services.auth.usecases.typed_application import checked, refuse_unreadable

CORRECTED: Final = "application_corrected"
"""Why a merchant's history says once more that it has applied."""


def correct_application(
    tx: Session, request: CorrectApplication, actor: Actor
) -> MerchantMoved:
    """Put what was typed in the place of what was there; one turned down applies again.

    Raises `MerchantUnknown`, `MerchantStateDiffers` once it is certified, or
    `ApplicationOff` for the first finding.
    """
    refuse_unreadable(request)
    found = merchant_lists.find(tx, request.merchant_id)
    if found is None:
        raise MerchantUnknown
    # First the campaign, as every registration, then its merchant.
    campaign_id = campaigns.lock(tx, found[0])
    present = merchant_states.lock(tx, request.merchant_id)
    assert campaign_id is not None, "a merchant has a campaign"
    assert present is not None, "it was found"
    wanted = MerchantState.APPLIED
    if present is not wanted:
        refuse_step(present, wanted)
    merchant_id = request.merchant_id
    application, recruiting = checked(tx, campaign_id, request, but=merchant_id)
    at = clock.now(tx)
    applications.replace(tx, merchant_id, application, recruiting, at=at)
    change = merchant_states.by(actor, at=at, reason=CORRECTED)
    merchant_states.move(tx, [merchant_id], wanted, change)
    entry = AuditEntry(
        happening=Happening.APPLICATION_CORRECTED,
        actor_role=actor.role,
        actor=actor.subject,
        detail=f"{found[0]} {found[1].merchant_code} → {request.merchant_code}",
    )
    audit.record(tx, entry, at=at)
    return MerchantMoved(merchant_id=merchant_id, state=wanted)
