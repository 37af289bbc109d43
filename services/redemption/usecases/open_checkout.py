"""A till begins to read vouchers towards a target amount."""

from datetime import timedelta
from typing import Final

from sqlalchemy.orm import Session

from machiken import clock, town_time
from machiken.contracts.actor import Actor
from machiken.contracts.redemption import (
    CheckoutReused,
    CheckoutState,
    CheckoutView,
    OpenCheckout,
)
from services.redemption.domain.campaign import refuse_amount, refuse_outside_window
from services.redemption.store import campaigns, checkouts, payments, turns
from services.redemption.store.checkouts import Checkout
from services.redemption.usecases import looking

HELD_FOR: Final = timedelta(minutes=10)
"""So long after the last read, what was read is free for other tills again."""


def open_checkout(tx: Session, request: OpenCheckout, actor: Actor) -> CheckoutView:
    """Open the checkout and return it; the same id and target again change nothing.

    Raises `AmountOffUnit`, `AmountBeyondLimit` (S-RED-1), `TooEarly`, `TooLate`, or
    `CheckoutReused` where the id stands for something else.
    """
    assert actor.campaign_id is not None, "a shop belongs to a campaign"
    assert actor.merchant_id is not None, "only a shop opens checkouts"
    turns.take(tx, request.checkout_id)
    earlier = checkouts.find(tx, request.checkout_id)
    if earlier is not None:
        same = (earlier.merchant_id, earlier.target, earlier.practice)
        if same != (actor.merchant_id, request.target, request.practice):
            raise CheckoutReused
        return looking.view(tx, request.checkout_id, actor)
    if payments.find(tx, request.checkout_id) is not None:
        raise CheckoutReused

    campaign = campaigns.get(tx, actor.campaign_id)
    at = clock.now(tx)
    refuse_amount(campaign.rules, request.target)
    if not request.practice:  # a shop tries its phone before the campaign begins
        refuse_outside_window(campaign.rules, town_time.town_day(at))
    opened = Checkout(
        checkout_id=request.checkout_id,
        campaign_id=campaign.campaign_id,
        merchant_id=actor.merchant_id,
        login_id=actor.login_id,
        target=request.target,
        state=CheckoutState.OPEN,
        expires_at=at + HELD_FOR,
        practice=request.practice,
    )
    checkouts.add(tx, opened, at=at)
    return looking.view(tx, request.checkout_id, actor)
