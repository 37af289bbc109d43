"""A till takes one voucher back out of its checkout."""

from sqlalchemy.orm import Session

from machiken.contracts.actor import Actor
from machiken.contracts.redemption import CheckoutView, ReadUnknown, UndoRead
from services.redemption.store import checkouts
from services.redemption.usecases import looking
from services.redemption.usecases.opened import opened


def undo_read(tx: Session, request: UndoRead, actor: Actor) -> CheckoutView:
    """Forget the read and return how the checkout stands now.

    Raises `ReadUnknown`, or the refusals of `opened`.
    """
    checkout = opened(tx, request.checkout_id, actor)
    if not checkouts.drop_read(tx, checkout.checkout_id, request.position):
        raise ReadUnknown
    return looking.view(tx, checkout.checkout_id, actor)
