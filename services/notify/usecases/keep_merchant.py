"""A merchant was registered: keep its name and its representative."""

from datetime import datetime

from sqlalchemy.orm import Session

from machiken.contracts.auth import MerchantRegistered
from services.notify.store import directory


def keep_merchant(
    tx: Session, event: MerchantRegistered, *, occurred_at: datetime
) -> None:
    """Keep the merchant as it now stands."""
    directory.keep_merchant(tx, event, as_of=occurred_at)
