"""Tell settlement an event, as its door does."""

from datetime import datetime

from machiken.contracts.auth import MerchantRegistered
from machiken.contracts.events import Event
from machiken.contracts.redemption import (
    CampaignApplied,
    PaymentRefunded,
    PeriodSealed,
    RedemptionCompleted,
)
from machiken.database import Transactions
from machiken.ids import EventId
from services.settlement.usecases.book_redemption import book_redemption
from services.settlement.usecases.book_refund import book_refund
from services.settlement.usecases.keep_campaign import keep_campaign
from services.settlement.usecases.keep_merchant import keep_merchant
from services.settlement.usecases.keep_sealed_period import keep_sealed_period
from tests.settlement.town import NOON, event_id


def tell(
    db: Transactions,
    event: Event,
    *,
    as_event: EventId | None = None,
    occurred_at: datetime = NOON,
) -> None:
    """Let settlement hear one event, in a transaction of its own."""
    known_as = as_event or event_id(repr(event))
    with db.begin() as tx:
        match event:
            case CampaignApplied():
                keep_campaign(tx, event)
            case MerchantRegistered():
                keep_merchant(tx, event, occurred_at=occurred_at)
            case RedemptionCompleted():
                book_redemption(tx, event, known_as)
            case PaymentRefunded():
                book_refund(tx, event, known_as)
            case PeriodSealed():
                keep_sealed_period(tx, event)
            case _:
                raise AssertionError(f"settlement does not hear {event.name}")
