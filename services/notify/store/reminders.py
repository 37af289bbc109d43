"""Which merchants were told that their campaign comes to its end."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, exists, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from machiken.ids import CampaignId, MerchantId, StaffId
from services.notify.domain.facts import EndingFacts
from services.notify.store.tables import CAMPAIGN, MERCHANT, REMINDER


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """A merchant that is to be told, and of what."""

    merchant_id: MerchantId
    campaign_id: CampaignId
    representative_id: StaffId
    facts: EndingFacts


def take(tx: Session, *, today: date, upto: date, limit: int) -> list[Ending]:
    """Return merchants whose campaign ends soon and who were not told of that day.

    Locked until `tx` ends; workers share them.
    """
    told = exists().where(
        REMINDER.c.merchant_id == MERCHANT.c.merchant_id,
        REMINDER.c.last_on == CAMPAIGN.c.redeem_last_on,
    )
    found = (
        select(MERCHANT, CAMPAIGN.c.use_last_on, CAMPAIGN.c.redeem_last_on)
        .join(CAMPAIGN, CAMPAIGN.c.campaign_id == MERCHANT.c.campaign_id)
        .where(and_(CAMPAIGN.c.redeem_last_on >= today, ~told))
        .where(CAMPAIGN.c.redeem_last_on <= upto)
        .order_by(MERCHANT.c.merchant_id)
        .limit(limit)
        .with_for_update(skip_locked=True, of=MERCHANT)
    )
    return [
        Ending(
            merchant_id=MerchantId(row.merchant_id),
            campaign_id=CampaignId(row.campaign_id),
            representative_id=StaffId(row.representative_id),
            facts=EndingFacts(
                merchant_code=row.merchant_code,
                merchant_name=row.merchant_name,
                use_last_on=row.use_last_on,
                redeem_last_on=row.redeem_last_on,
            ),
        )
        for row in tx.execute(found)
    ]


def told(tx: Session, ending: Ending, *, at: datetime) -> bool:
    """Note that the merchant is told; return whether it was not before."""
    noted = insert(REMINDER).values(
        merchant_id=ending.merchant_id, last_on=ending.facts.redeem_last_on, told_at=at
    )
    kept = noted.on_conflict_do_nothing().returning(REMINDER.c.merchant_id)
    return tx.execute(kept).first() is not None
