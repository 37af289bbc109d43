"""Whose a payment is: of the till's merchant, or of one of the company's."""

from sqlalchemy.orm import Session

from machiken.contracts.actor import Actor, Role
from machiken.contracts.redemption import PaymentUnknown, Receipt
from machiken.ids import MerchantCode, MerchantId
from services.redemption.store import merchants


def refuse_others(tx: Session, receipt: Receipt, actor: Actor) -> None:
    """Raise `PaymentUnknown` unless the payment is the actor's own."""
    if actor.role is Role.COMPANY:
        is_own = receipt.merchant_id in own_merchants(tx, actor).values()
    else:
        is_own = receipt.merchant_id == actor.merchant_id
    if not is_own:
        raise PaymentUnknown


def own_merchants(tx: Session, actor: Actor) -> dict[MerchantCode, MerchantId]:
    """Return the merchants of the actor's company in its campaign, by code."""
    assert actor.company_id is not None, "a PC is a company's"
    assert actor.campaign_id is not None, "a company belongs to a campaign"
    return merchants.of_company(tx, actor.company_id, actor.campaign_id)
