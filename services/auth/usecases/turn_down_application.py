"""Turn an application down: recorded with its reason; nobody is mailed."""

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.actor import Actor
from machiken.contracts.auth import (
    MerchantMoved,
    MerchantState,
    MerchantUnknown,
    RegistrationMalformed,
    TurnDownApplication,
)
from services.auth.domain.audit import AuditEntry, Happening
from services.auth.domain.merchant_state import refuse_step
from services.auth.domain.registration import fits
from services.auth.store import audit, merchant_states


def turn_down_application(
    tx: Session, request: TurnDownApplication, actor: Actor
) -> MerchantMoved:
    """Turn it down; twice is once, and its people are free for other applications.

    Raises `MerchantUnknown`, `MerchantStateDiffers`, or `RegistrationMalformed` where
    no reason is given.
    """
    if not fits("reason", request.reason):
        raise RegistrationMalformed(field="reason")
    merchant_id, wanted = request.merchant_id, MerchantState.TURNED_DOWN
    present = merchant_states.lock(tx, merchant_id)
    if present is None:
        raise MerchantUnknown
    if present is wanted:
        return MerchantMoved(merchant_id=merchant_id, state=wanted)
    refuse_step(present, wanted)
    at = clock.now(tx)
    change = merchant_states.by(actor, at=at, reason=request.reason)
    merchant_states.move(tx, [merchant_id], wanted, change)
    entry = AuditEntry(
        happening=Happening.APPLICATION_TURNED_DOWN,
        actor_role=actor.role,
        actor=actor.subject,
        detail=f"{merchant_id}: {request.reason}",
    )
    audit.record(tx, entry, at=at)
    return MerchantMoved(merchant_id=merchant_id, state=wanted)
