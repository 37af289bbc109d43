"""The office certifies applications, and has accounts made for certified merchants."""

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.actor import Actor
from machiken.contracts.auth import (
    CertifyMerchants,
    MerchantCampaignUnknown,
    MerchantsMoved,
    MerchantState,
    RegisterMerchants,
)
from machiken.ids import CampaignId, IssuerCode
from services.auth.domain.audit import AuditEntry, Happening
from services.auth.store import (
    audit,
    campaigns,
    merchant_states,
    registration_orders,
)


def certify_merchants(
    tx: Session, request: CertifyMerchants, actor: Actor
) -> MerchantsMoved:
    """Certify those of them that have applied; return how many.

    Raises `MerchantCampaignUnknown`.
    """
    campaign_id = _campaign(tx, request.issuer_code)
    wanted, state = request.merchant_ids, MerchantState.APPLIED
    ids = merchant_states.lock_in(tx, campaign_id, wanted, state)
    at = clock.now(tx)
    change = merchant_states.by(actor, at=at)
    merchant_states.move(tx, ids, MerchantState.CERTIFIED, change)
    if ids:
        entry = AuditEntry(
            happening=Happening.MERCHANTS_CERTIFIED,
            actor_role=actor.role,
            actor=actor.subject,
            detail=f"{request.issuer_code}: {len(ids)}",
        )
        audit.record(tx, entry, at=at)
    return MerchantsMoved(count=len(ids))


def order_registration(
    tx: Session, request: RegisterMerchants, actor: Actor
) -> MerchantsMoved:
    """Order accounts for those of them that are certified; return how many.

    A worker makes them (`register_ordered`). Raises `MerchantCampaignUnknown`.
    """
    campaign_id = _campaign(tx, request.issuer_code)
    wanted, state = request.merchant_ids, MerchantState.CERTIFIED
    ids = merchant_states.lock_in(tx, campaign_id, wanted, state)
    at = clock.now(tx)
    placed = registration_orders.place(tx, ids, actor, at=at)
    if placed:
        entry = AuditEntry(
            happening=Happening.REGISTRATION_ASKED,
            actor_role=actor.role,
            actor=actor.subject,
            detail=f"{request.issuer_code}: {placed}",
        )
        audit.record(tx, entry, at=at)
    return MerchantsMoved(count=placed)


def _campaign(tx: Session, issuer_code: IssuerCode) -> CampaignId:
    campaign_id = campaigns.lock(tx, issuer_code)
    if campaign_id is None:
        raise MerchantCampaignUnknown
    return campaign_id
