"""The doors by which settlement hears what happened elsewhere."""

from sqlalchemy.orm import Session

from machiken.bus.doors import Heard, hears
from machiken.contracts.auth import MerchantRegistered
from machiken.contracts.redemption import (
    CampaignApplied,
    PaymentRefunded,
    PeriodSealed,
    RedemptionCompleted,
)
from services.settlement.store.tables import INBOX
from services.settlement.usecases.book_redemption import book_redemption
from services.settlement.usecases.book_refund import book_refund
from services.settlement.usecases.keep_campaign import keep_campaign
from services.settlement.usecases.keep_merchant import keep_merchant
from services.settlement.usecases.keep_sealed_period import keep_sealed_period


class HearingDoors:
    """Payments, refunds, and the copies that the books need."""

    @hears(CampaignApplied, inbox=INBOX)
    def on_campaign_applied(self, tx: Session, heard: Heard[CampaignApplied]) -> None:
        """Keep the campaign as it now stands."""
        keep_campaign(tx, heard.event)

    @hears(MerchantRegistered, inbox=INBOX)
    def on_merchant_registered(
        self, tx: Session, heard: Heard[MerchantRegistered]
    ) -> None:
        """Keep the merchant as it now stands."""
        keep_merchant(tx, heard.event, occurred_at=heard.occurred_at)

    @hears(RedemptionCompleted, inbox=INBOX)
    def on_redemption_completed(
        self, tx: Session, heard: Heard[RedemptionCompleted]
    ) -> None:
        """Write the redemption into the books."""
        book_redemption(tx, heard.event, heard.event_id)

    @hears(PaymentRefunded, inbox=INBOX)
    def on_payment_refunded(self, tx: Session, heard: Heard[PaymentRefunded]) -> None:
        """Write the refund into the books."""
        book_refund(tx, heard.event, heard.event_id)

    @hears(PeriodSealed, inbox=INBOX)
    def on_period_sealed(self, tx: Session, heard: Heard[PeriodSealed]) -> None:
        """Keep what was sealed, to compare the books with."""
        keep_sealed_period(tx, heard.event)
