"""The worker seals a half-month once it is over (締め), and tells what it holds."""

from sqlalchemy.orm import Session

from machiken import clock, outbox
from machiken.contracts.redemption import PeriodSealed
from services.redemption.store import seals
from services.redemption.store.tables import OUTBOX


def seal_period(tx: Session) -> int:
    """Seal the oldest half-month that is over and return 1, or 0 if there is none.

    Its lock waits for the payments and refunds on their way, and shuts out later ones:
    what is announced is all that it will ever hold. Late or repeated runs find what is
    left to do, in order.
    """
    period = seals.lock_overdue(tx)
    if period is None:
        return 0
    at = clock.now(tx)
    seals.seal(tx, period, at=at)
    event = PeriodSealed(
        campaign_id=period.campaign_id,
        issuer_code=period.issuer_code,
        first_on=period.first_on,
        last_on=period.last_on,
        pay_by=period.pay_by,
        sealed_at=at,
        merchants=seals.sums(tx, period),
    )
    outbox.append(tx, OUTBOX, event, at=at)
    return 1
