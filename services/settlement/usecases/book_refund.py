"""A payment was given back: the town owes the merchant that much less."""

from sqlalchemy.orm import Session

from machiken.contracts.redemption import PaymentRefunded
from machiken.ids import EventId
from services.settlement.domain.journal import of_refund
from services.settlement.store import ledger


def book_refund(tx: Session, event: PaymentRefunded, event_id: EventId) -> None:
    """Write the refund into the books, once. Raises `Contradiction`.

    Its payment may still be on the way: the refund is complete without it.
    """
    ledger.write(tx, of_refund(event), event_id)
