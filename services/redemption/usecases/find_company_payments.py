"""A company looks for a payment of one of its merchants (決済リファンド)."""

from sqlalchemy.orm import Session

from machiken.contracts.actor import Actor
from machiken.contracts.redemption import (
    FindCompanyPayments,
    FindPayments,
    MerchantOfOthers,
    Payments,
)
from services.redemption.domain.refunding import refuse_off
from services.redemption.store import campaigns
from services.redemption.usecases.inquire import found_of
from services.redemption.usecases.owning import own_merchants


def find_company_payments(
    tx: Session, query: FindCompanyPayments, actor: Actor
) -> Payments:
    """Return the payments of the company's merchants that fit, newest first.

    Raises `PortalRefundsOff`, `MerchantOfOthers` for a code that is not the company's,
    and `SearchEmpty` where no condition is given.
    """
    assert actor.campaign_id is not None, "a company belongs to a campaign"
    refuse_off(campaigns.get(tx, actor.campaign_id).rules, actor.role)
    own = own_merchants(tx, actor)
    if query.merchant_code is not None:
        if query.merchant_code not in own:
            raise MerchantOfOthers
        own = {query.merchant_code: own[query.merchant_code]}
    conditions = FindPayments(
        payment_no=query.payment_no, paid_on=query.paid_on, amount=query.amount
    )
    return found_of(tx, conditions, list(own.values()))
