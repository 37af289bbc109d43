"""A checkout that can still be worked on."""

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.actor import Actor
from machiken.contracts.redemption import CheckoutClosed, CheckoutState
from machiken.ids import CheckoutId
from services.redemption.store import checkouts
from services.redemption.store.checkouts import Checkout
from services.redemption.usecases.looking import own_checkout, state_at


def opened(tx: Session, checkout_id: CheckoutId, actor: Actor) -> Checkout:
    """Return the actor's checkout, open, and locked until `tx` ends.

    Raises `CheckoutUnknown`, or `CheckoutClosed` with what became of it.
    """
    checkout = own_checkout(checkouts.lock(tx, checkout_id), actor)
    state = state_at(checkout, clock.now(tx))
    if state is not CheckoutState.OPEN:
        raise CheckoutClosed(state=state.value)
    return checkout
