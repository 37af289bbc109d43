"""The campaign at a glance: the worker counts it, the office reads what was counted."""

from datetime import timedelta
from typing import Final

from sqlalchemy.orm import Session

from machiken import clock, town_time
from machiken.contracts.redemption import (
    DayCount,
    Overview,
    OverviewQuery,
    PeriodCount,
    PeriodView,
)
from machiken.database import Transactions
from machiken.ids import CampaignId
from machiken.money import total
from services.redemption.domain.campaign import Period
from services.redemption.store import campaigns, counts, half_months

DAYS_SHOWN: Final = 31


def count_campaigns(db: Transactions) -> int:
    """Count all campaigns anew; return 0, for there is time until the next count."""
    with db.begin() as tx:
        all_of_them = counts.campaigns_to_count(tx)
    for campaign_id in all_of_them:
        with db.begin() as tx:
            count_campaign(tx, campaign_id)
    return 0


def count_campaign(tx: Session, campaign_id: CampaignId) -> None:
    """Count the campaign anew, as of one moment, unless another worker does."""
    # One picture for both statements: what comes meanwhile is the next count's.
    tx.connection(execution_options={"isolation_level": "REPEATABLE READ"})
    if counts.is_my_turn(tx):
        counts.count(tx, campaign_id, at=clock.now(tx))


def overlook(tx: Session, query: OverviewQuery) -> Overview:
    """Return how the campaign stands. Raises `CampaignUnknown`."""
    campaign = campaigns.of_issuer(tx, query.issuer_code)
    at = clock.now(tx)
    today = town_time.town_day(at)
    days = counts.days(tx, campaign.campaign_id)
    shown = counts.days_between(days, today - timedelta(days=DAYS_SHOWN - 1), today)
    calendar = half_months.of_campaign(tx, campaign.campaign_id)
    current = next((p for p in calendar if p.first_on <= today <= p.last_on), None)
    unsent, oldest_s = counts.unsent(tx, at=at)
    return Overview(
        count=counts.of_campaign(tx, campaign.campaign_id),
        days=tuple(shown),
        today=today,
        open_period=_period(current, days) if current else None,
        refunded=total(each.refunded for each in days),
        unsent=unsent,
        oldest_unsent_s=oldest_s,
    )


def _period(period: Period, days: list[DayCount]) -> PeriodCount:
    own = counts.days_between(days, period.first_on, period.last_on)
    view = PeriodView(
        first_on=period.first_on,
        last_on=period.last_on,
        pay_by=period.pay_by,
        sealed=period.sealed,
    )
    return PeriodCount(
        period=view,
        payments=sum(each.payments for each in own),
        paid=total(each.paid for each in own),
        refunds=sum(each.refunds for each in own),
        refunded=total(each.refunded for each in own),
    )
