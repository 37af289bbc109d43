"""A till drops all that it has read (決済中止)."""

from sqlalchemy.orm import Session

from machiken.contracts.actor import Actor
from machiken.contracts.redemption import (
    AbortCheckout,
    CheckoutClosed,
    CheckoutState,
    CheckoutView,
)
from services.redemption.store import checkouts
from services.redemption.usecases import looking


def abort_checkout(tx: Session, request: AbortCheckout, actor: Actor) -> CheckoutView:
    """Abort the checkout and return it; its vouchers are free. Twice is once.

    Raises `CheckoutUnknown`, or `CheckoutClosed` where it was redeemed.
    """
    found = checkouts.lock(tx, request.checkout_id)
    checkout = looking.own_checkout(found, actor)
    if checkout.state is CheckoutState.REDEEMED:
        raise CheckoutClosed(state=checkout.state.value)
    checkouts.change_state(tx, checkout.checkout_id, CheckoutState.ABORTED)
    return looking.view(tx, checkout.checkout_id, actor)
