"""Reading and writing campaigns and their half-months."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, select, text, tuple_, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from machiken.contracts.redemption import CampaignRules, CampaignUnknown
from machiken.contracts.wire import from_wire, to_wire
from machiken.ids import CampaignId, IssuerCode
from services.redemption.domain.campaign import Campaign, Period
from services.redemption.store.tables import BATCH, CAMPAIGN, PERIOD, REDEMPTION


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """A campaign on a day of redemption, in the half-month that the day belongs to."""

    campaign: Campaign
    period: Period
    day: date


_BY_ID = select(CAMPAIGN).where(CAMPAIGN.c.campaign_id == bindparam("campaign_id"))
_BY_ISSUER = select(CAMPAIGN).where(CAMPAIGN.c.issuer_code == bindparam("issuer"))
_PERIODS = (
    select(PERIOD)
    .where(PERIOD.c.campaign_id == bindparam("campaign_id"))
    .order_by(PERIOD.c.last_on)
)
_PERIOD_OF_DAY = (
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
_LOCK = text("select pg_advisory_xact_lock(hashtext('campaign ' || :issuer))")


def lock(tx: Session, issuer_code: IssuerCode) -> None:
    """Let only one transaction at a time change the campaign of this issuer."""
    tx.execute(_LOCK, {"issuer": issuer_code})


def get(tx: Session, campaign_id: CampaignId) -> Campaign:
    """Return the campaign. Raises `CampaignUnknown`."""
    row = tx.execute(_BY_ID, {"campaign_id": campaign_id}).first()
    if row is None:
        raise CampaignUnknown
    return _campaign(row)


def find(tx: Session, issuer_code: IssuerCode) -> Campaign | None:
    """Return the campaign of an issuer, or None."""
    row = tx.execute(_BY_ISSUER, {"issuer": issuer_code}).first()
    return None if row is None else _campaign(row)


def of_issuer(tx: Session, issuer_code: IssuerCode) -> Campaign:
    """Return the campaign of an issuer. Raises `CampaignUnknown`."""
    found = find(tx, issuer_code)
    if found is None:
        raise CampaignUnknown
    return found


def add(tx: Session, campaign: Campaign, *, at: datetime, by: str) -> None:
    """Write a new campaign down."""
    tx.execute(
        insert(CAMPAIGN).values(
            campaign_id=campaign.campaign_id,
            issuer_code=campaign.rules.issuer_code,
            voucher_prefix=campaign.rules.voucher_prefix,
            version=campaign.version,
            rules=to_wire(campaign.rules),
            next_serial=1,
            applied_at=at,
            applied_by=by,
        )
    )


def change(tx: Session, campaign: Campaign, *, at: datetime, by: str) -> None:
    """Replace a campaign's rules."""
    tx.execute(
        update(CAMPAIGN)
        .where(CAMPAIGN.c.campaign_id == campaign.campaign_id)
        .values(
            voucher_prefix=campaign.rules.voucher_prefix,
            version=campaign.version,
            rules=to_wire(campaign.rules),
            applied_at=at,
            applied_by=by,
        )
    )


def take_serials(tx: Session, campaign_id: CampaignId, count: int) -> int:
    """Return the first of `count` serials that belong to the caller from now on."""
    taken = (
        update(CAMPAIGN)
        .where(CAMPAIGN.c.campaign_id == campaign_id)
        .values(next_serial=CAMPAIGN.c.next_serial + count)
        .returning(CAMPAIGN.c.next_serial)
    )
    return int(tx.execute(taken).scalar_one()) - count


def periods(tx: Session, campaign_id: CampaignId) -> list[Period]:
    """Return the campaign's half-months in order."""
    rows = tx.execute(_PERIODS, {"campaign_id": campaign_id})
    return [_period(row) for row in rows]


def lock_periods(tx: Session, campaign_id: CampaignId) -> list[Period]:
    """Return the campaign's half-months in order, locked until `tx` ends.

    Payments on their way are waited for, so that none is missed in its half-month.
    """
    rows = tx.execute(_PERIODS.with_for_update(), {"campaign_id": campaign_id})
    return [_period(row) for row in rows]


def replace_periods(tx: Session, campaign_id: CampaignId, wanted: list[Period]) -> None:
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


def used_periods(tx: Session, campaign_id: CampaignId) -> set[date]:
    """Return the last days of the half-months that hold money, or are sealed."""
    holding = select(REDEMPTION.c.period_last_on).where(
        REDEMPTION.c.campaign_id == campaign_id
    )
    sealed = select(PERIOD.c.last_on).where(
        PERIOD.c.campaign_id == campaign_id, PERIOD.c.sealed_at.is_not(None)
    )
    return set(tx.scalars(holding.union(sealed)))


def has_batches(tx: Session, campaign_id: CampaignId) -> bool:
    """Return whether vouchers of the campaign were ever ordered."""
    one = select(BATCH.c.batch_id).where(BATCH.c.campaign_id == campaign_id)
    return tx.execute(one.limit(1)).first() is not None


def is_anothers_prefix(
    tx: Session, campaign_id: CampaignId | None, prefix: str
) -> bool:
    """Return whether another campaign's vouchers begin with this prefix."""
    other = select(CAMPAIGN.c.campaign_id).where(CAMPAIGN.c.voucher_prefix == prefix)
    return tx.scalar(other) not in {None, campaign_id}


def share_today(tx: Session, campaign_id: CampaignId) -> Today | None:
    """Return the campaign and the half-month of today, share-locked until `tx` ends.

    None where today belongs to no half-month, or the campaign is not known.
    """
    row = tx.execute(_TODAY, {"campaign_id": campaign_id}).first()
    if row is None:
        return None
    return Today(campaign=_campaign(row), period=_period(row), day=row.day)


def share_period(tx: Session, campaign_id: CampaignId, day: date) -> Period | None:
    """Return the half-month of `day`, share-locked until `tx` ends, or None.

    Redemptions share the lock among them; sealing takes it alone. So a half-month is
    never sealed while a payment that belongs to it is on its way.
    """
    row = tx.execute(_PERIOD_OF_DAY, {"campaign_id": campaign_id, "day": day}).first()
    return None if row is None else _period(row)


def _campaign(row: Row[Any]) -> Campaign:
    return Campaign(
        campaign_id=CampaignId(row.campaign_id),
        version=row.version,
        rules=from_wire(CampaignRules, row.rules),
    )


def _period(row: Row[Any]) -> Period:
    return Period(
        first_on=row.first_on,
        last_on=row.last_on,
        pay_by=row.pay_by,
        sealed=row.sealed_at is not None,
    )
