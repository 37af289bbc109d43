"""Vouchers were redeemed: the town owes the merchant."""

from sqlalchemy.orm import Session

from machiken.contracts.redemption import RedemptionCompleted
from machiken.ids import EventId
from services.settlement.domain.journal import of_redemption
from services.settlement.store import ledger


def book_redemption(tx: Session, event: RedemptionCompleted, event_id: EventId) -> None:
    """Write the redemption into the books, once. Raises `Contradiction`."""
    ledger.write(tx, of_redemption(event), event_id)
