"""Another person represents a merchant: keep who gets its mails."""

from datetime import datetime

from sqlalchemy.orm import Session

from machiken.contracts.auth import RepresentativeChanged
from services.notify.store import directory


def keep_representative(
    tx: Session, event: RepresentativeChanged, *, occurred_at: datetime
) -> None:
    """Keep the merchant as it now stands."""
    directory.keep_representative(tx, event, as_of=occurred_at)
