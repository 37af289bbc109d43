"""A merchant's sales by day, added up by the database."""

from datetime import date

from sqlalchemy import text
from sqlalchemy.orm import Session

from machiken.contracts.redemption import SalesDay
from machiken.ids import MerchantId
from machiken.money import Yen
from machiken.town_time import first_moment, moment_after

_BY_DAY = text(
    """
    select "on", sum(payments) as payments, sum(paid) as paid,
           sum(refunds) as refunds, sum(refunded) as refunded
    from (
      select (redeemed_at at time zone 'Asia/Tokyo')::date as "on",
             count(*) as payments, sum(total_yen) as paid, 0 as refunds, 0 as refunded
      from redemption
      where merchant_id = :merchant and redeemed_at >= :first and redeemed_at < :after
      group by 1
      union all
      select (refunded_at at time zone 'Asia/Tokyo')::date, 0, 0,
             count(*), sum(amount_yen)
      from refund
      where merchant_id = :merchant and refunded_at >= :first and refunded_at < :after
      group by 1
    ) as moves
    group by "on"
    order by "on" desc
    """
)


def by_day(
    tx: Session, merchant_id: MerchantId, first_on: date, last_on: date
) -> list[SalesDay]:
    """Return the days from `first_on` to `last_on` that had any, newest first."""
    rows = tx.execute(
        _BY_DAY,
        {
            "merchant": merchant_id,
            "first": first_moment(first_on),
            "after": moment_after(last_on),
        },
    )
    return [
        SalesDay(
            on=row.on,
            payments=int(row.payments),
            paid=Yen(int(row.paid)),
            refunds=int(row.refunds),
            refunded=Yen(int(row.refunded)),
            net=Yen(int(row.paid) - int(row.refunded)),
        )
        for row in rows
    ]
