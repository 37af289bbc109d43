"""The half-months of a campaign: read, replaced, and shared under a lock."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, bindparam, delete, select, text, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from machiken.ids import CampaignId
from services.redemption.domain.campaign import Campaign, Period
from services.redemption.store.campaigns import campaign_in
from services.redemption.store.tables import PERIOD, REDEMPTION


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """A campaign on a day of redemption, in the half-month that the day belongs to."""

    campaign: Campaign
    period: Period
    day: date


_OF_CAMPAIGN = (
    select(PERIOD)
    .where(PERIOD.c.campaign_id == bindparam("campaign_id"))
    .order_by(PERIOD.c.last_on)
)
_OF_DAY = (
    select(PERIOD)
    .where(
        PERIOD.c.campaign_id == bindparam("campaign_id"),
        PERIOD.c.first_on <= bindparam("day"),
        PERIOD.c.last_on >= bindparam("day"),
    )
    .with_for_update(read=True)
)
# The day is taken before the lock may be waited for: whoever writes compares it with
# the moment of writing. The row itself is as the lock found it, sealed or not.
_TODAY = text(
    """
    select c.campaign_id, c.version, c.rules, p.first_on, p.last_on, p.pay_by,
           p.sealed_at, (now.at at time zone 'Asia/Tokyo')::date as day
    from campaign c
    cross join (
      select clock_timestamp() + coalesce((select shift from rehearsal_clock),
                                          interval '0') as at
    ) as now
    join period p on p.campaign_id = c.campaign_id
     and (now.at at time zone 'Asia/Tokyo')::date between p.first_on and p.last_on
    where c.campaign_id = :campaign_id
    for share of p
    """
)


def of_campaign(tx: Session, campaign_id: CampaignId) -> list[Period]:
    """Return the campaign's half-months in order."""
    rows = tx.execute(_OF_CAMPAIGN, {"campaign_id": campaign_id})
    return [_period(row) for row in rows]


def lock(tx: Session, campaign_id: CampaignId) -> list[Period]:
    """Return the campaign's half-months in order, locked until `tx` ends.

    Payments on their way are waited for, so that none is missed in its half-month.
    """
    rows = tx.execute(_OF_CAMPAIGN.with_for_update(), {"campaign_id": campaign_id})
    return [_period(row) for row in rows]


def replace(tx: Session, campaign_id: CampaignId, wanted: list[Period]) -> None:
    """Make the campaign's half-months these; the used ones must be among them.

    Those that stay are left alone: a till that waits for one would not find it again.
    """
    tx.execute(
        delete(PERIOD).where(
            PERIOD.c.campaign_id == campaign_id,
            PERIOD.c.last_on.not_in([each.last_on for each in wanted]),
        )
    )
    put = insert(PERIOD)
    days = (PERIOD.c.first_on, PERIOD.c.pay_by)
    fresh = (put.excluded.first_on, put.excluded.pay_by)
    tx.execute(
        put.on_conflict_do_update(
            index_elements=["campaign_id", "last_on"],
            set_={"first_on": fresh[0], "pay_by": fresh[1]},
            where=tuple_(*days) != tuple_(*fresh),
        ),
        [
            {
                "campaign_id": campaign_id,
                "first_on": each.first_on,
                "last_on": each.last_on,
                "pay_by": each.pay_by,
            }
            for each in wanted
        ],
    )


def used(tx: Session, campaign_id: CampaignId) -> set[date]:
    """Return the last days of the half-months that hold money, or are sealed."""
    holding = select(REDEMPTION.c.period_last_on).where(
        REDEMPTION.c.campaign_id == campaign_id
    )
    sealed = select(PERIOD.c.last_on).where(
        PERIOD.c.campaign_id == campaign_id, PERIOD.c.sealed_at.is_not(None)
    )
    return set(tx.scalars(holding.union(sealed)))


def share_today(tx: Session, campaign_id: CampaignId) -> Today | None:
    """Return the campaign and the half-month of today, share-locked until `tx` ends.

    None where today belongs to no half-month, or the campaign is not known.
    """
    row = tx.execute(_TODAY, {"campaign_id": campaign_id}).first()
    if row is None:
        return None
    return Today(campaign=campaign_in(row), period=_period(row), day=row.day)


def share(tx: Session, campaign_id: CampaignId, day: date) -> Period | None:
    """Return the half-month of `day`, share-locked until `tx` ends, or None.

    Redemptions share the lock among them; sealing takes it alone. So a half-month is
    never sealed while a payment that belongs to it is on its way.
    """
    row = tx.execute(_OF_DAY, {"campaign_id": campaign_id, "day": day}).first()
    return None if row is None else _period(row)


def _period(row: Row[Any]) -> Period:
    return Period(
        first_on=row.first_on,
        last_on=row.last_on,
        pay_by=row.pay_by,
        sealed=row.sealed_at is not None,
    )
