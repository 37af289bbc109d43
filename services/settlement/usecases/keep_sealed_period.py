"""A half-month was sealed: keep what it holds, to compare the ledger with."""

from sqlalchemy.orm import Session

from machiken.contracts.redemption import PeriodSealed
from services.settlement.store import seals


def keep_sealed_period(tx: Session, event: PeriodSealed) -> None:
    """Keep the sums of the sealed half-month."""
    seals.keep(tx, event)
