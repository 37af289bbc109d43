"""A merchant was registered: keep whose it is."""

from datetime import datetime

from sqlalchemy.orm import Session

from machiken.contracts.auth import MerchantRegistered
from services.redemption.store import merchants


def keep_merchant(
    tx: Session, event: MerchantRegistered, *, occurred_at: datetime
) -> None:
    """Keep the merchant as it now stands."""
    merchants.keep(tx, event, as_of=occurred_at)
