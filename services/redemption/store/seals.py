"""Sealing half-months: the oldest that is over, under its lock, and what it holds."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import text, update
from sqlalchemy.orm import Session

from machiken.clock import PRESENT
from machiken.contracts.redemption import SealedSums
from machiken.ids import CampaignId, IssuerCode, MerchantCode, MerchantId
from machiken.money import Yen
from services.redemption.store.tables import PERIOD


@dataclass(frozen=True, slots=True, kw_only=True)
class Overdue:
    """A half-month that is over and not yet sealed."""

    campaign_id: CampaignId
    issuer_code: IssuerCode
    first_on: date
    last_on: date
    pay_by: date


# Redemptions and refunds share this row's lock until they commit; who waits for it
# here finds all of them, and whoever comes later finds the half-month sealed.
_OVERDUE = text(
    f"""
    select p.campaign_id, c.issuer_code, p.first_on, p.last_on, p.pay_by
    from period p join campaign c using (campaign_id)
    where p.sealed_at is null
      and p.last_on < (({PRESENT}) at time zone 'Asia/Tokyo')::date
    order by p.last_on, p.campaign_id
    limit 1
    for update of p
    """  # noqa: S608 - a constant of ours
)
_SUMS = text(
    """
    select p.merchant_id, p.merchant_code, count(*) as payments,
           sum(p.total_yen) as paid, coalesce(sum(r.count), 0) as refunds,
           coalesce(sum(r.yen), 0) as refunded
    from redemption p left join (
      select checkout_id, count(*) as count, sum(amount_yen) as yen
      from refund group by checkout_id
    ) r using (checkout_id)
    where p.campaign_id = :campaign_id and p.period_last_on = :last_on
    group by p.merchant_id, p.merchant_code
    order by p.merchant_code
    """
)


def lock_overdue(tx: Session) -> Overdue | None:
    """Return the oldest half-month to be sealed, locked until `tx` ends, or None."""
    row = tx.execute(_OVERDUE).first()
    if row is None:
        return None
    return Overdue(
        campaign_id=CampaignId(row.campaign_id),
        issuer_code=IssuerCode(row.issuer_code),
        first_on=row.first_on,
        last_on=row.last_on,
        pay_by=row.pay_by,
    )


def sums(tx: Session, period: Overdue) -> tuple[SealedSums, ...]:
    """Return what the half-month holds, by merchant; ask under its lock."""
    rows = tx.execute(
        _SUMS, {"campaign_id": period.campaign_id, "last_on": period.last_on}
    )
    return tuple(
        SealedSums(
            merchant_id=MerchantId(row.merchant_id),
            merchant_code=MerchantCode(row.merchant_code),
            payments=int(row.payments),
            paid=Yen(int(row.paid)),
            refunds=int(row.refunds),
            refunded=Yen(int(row.refunded)),
        )
        for row in rows
    )


def seal(tx: Session, period: Overdue, *, at: datetime) -> None:
    """Close the half-month for good."""
    tx.execute(
        update(PERIOD)
        .where(
            PERIOD.c.campaign_id == period.campaign_id,
            PERIOD.c.last_on == period.last_on,
        )
        .values(sealed_at=at)
    )
