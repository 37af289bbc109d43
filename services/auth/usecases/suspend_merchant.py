"""The office suspends a merchant, and lets it go on."""

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.actor import Actor
from machiken.contracts.auth import (
    MerchantMoved,
    MerchantState,
    MerchantStateDiffers,
    MerchantUnknown,
    RegistrationMalformed,
    ReinstateMerchant,
    SuspendMerchant,
)
from machiken.ids import MerchantId
from services.auth.domain.audit import AuditEntry, Happening
from services.auth.domain.merchant_state import before_suspension, refuse_step
from services.auth.domain.registration import fits
from services.auth.store import audit, merchant_sessions, merchant_states


def suspend_merchant(
    tx: Session, request: SuspendMerchant, actor: Actor
) -> MerchantMoved:
    """Suspend the merchant, end its sessions and return which; twice is once.

    Raises `MerchantUnknown`, `MerchantStateDiffers`, or `RegistrationMalformed`
    where no reason is given.
    """
    _refuse_no_reason(request.reason)
    present = _locked(tx, request.merchant_id)
    wanted = MerchantState.SUSPENDED
    if present is wanted:
        return MerchantMoved(merchant_id=request.merchant_id, state=wanted)
    refuse_step(present, wanted)
    at = clock.now(tx)
    change = merchant_states.by(actor, at=at, reason=request.reason)
    merchant_states.move(tx, [request.merchant_id], wanted, change)
    ended = merchant_sessions.end(tx, request.merchant_id, at=at)
    entry = AuditEntry(
        happening=Happening.MERCHANT_SUSPENDED,
        actor_role=actor.role,
        actor=actor.subject,
        detail=f"{request.merchant_id}: {request.reason}",
    )
    audit.record(tx, entry, at=at)
    return MerchantMoved(
        merchant_id=request.merchant_id, state=wanted, ended=tuple(ended)
    )


def reinstate_merchant(
    tx: Session, request: ReinstateMerchant, actor: Actor
) -> MerchantMoved:
    """Let a suspended merchant go on in the state that it had before.

    Raises `MerchantUnknown`, `MerchantStateDiffers`, `RegistrationMalformed`.
    """
    _refuse_no_reason(request.reason)
    present = _locked(tx, request.merchant_id)
    if present is not MerchantState.SUSPENDED:
        raise MerchantStateDiffers(state=f"merchant_{present.value}")
    wanted = before_suspension(merchant_states.passed(tx, request.merchant_id))
    at = clock.now(tx)
    change = merchant_states.by(actor, at=at, reason=request.reason)
    merchant_states.move(tx, [request.merchant_id], wanted, change)
    entry = AuditEntry(
        happening=Happening.MERCHANT_REINSTATED,
        actor_role=actor.role,
        actor=actor.subject,
        detail=f"{request.merchant_id}: {request.reason}",
    )
    audit.record(tx, entry, at=at)
    return MerchantMoved(merchant_id=request.merchant_id, state=wanted)


def _locked(tx: Session, merchant_id: MerchantId) -> MerchantState:
    present = merchant_states.lock(tx, merchant_id)
    if present is None:
        raise MerchantUnknown
    return present


def _refuse_no_reason(reason: str) -> None:
    if not fits("reason", reason):
        raise RegistrationMalformed(field="reason")
