"""Finds what the signs of one day are judged by; every question is about one day.

Habits are looked up only for merchants that stand out, by the merchant's own index.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from machiken.ids import CampaignId
from services.redemption.domain import signs

_DAY = (
    "p.campaign_id = :campaign_id and p.redeemed_at >= :since"
    " and p.redeemed_at < :until"
)
_TRIED = text(
    """
    select t.merchant_id, t.merchant_code, t.first_tried_at as first_at,
           t.last_tried_at as last_at, t.tries, v.serial, v.face_yen as yen,
           t.other_merchant_id, (
             select p.merchant_code from redemption p
             where p.merchant_id = t.other_merchant_id limit 1
           ) as other_code
    from voucher_try t join voucher v using (voucher_id)
    where t.campaign_id = :campaign_id and t.last_tried_at >= :since
      and t.last_tried_at < :until
    order by t.last_tried_at desc limit :most
    """
)
_RUSHES = text(
    f"""
    with busy as (
      select p.merchant_id, p.merchant_code, min(p.redeemed_at) as first_at,
             max(p.redeemed_at) as last_at, count(*) as payments,
             sum(p.voucher_count) as vouchers, sum(p.total_yen) as yen
      from redemption p where {_DAY}
      group by p.merchant_id, p.merchant_code,
               date_bin(:within, p.redeemed_at, :since)
      having count(*) >= :least
    ), habit as materialized ( -- once for each merchant, not for each rush
      select each.merchant_id, (
        select max(rush.payments) from (
          select count(*) as payments from redemption b
          where b.merchant_id = each.merchant_id
            and b.redeemed_at >= :habit_since and b.redeemed_at < :since
          group by date_bin(:within, b.redeemed_at, :since)
        ) as rush
      ) as usual
      from (select distinct merchant_id from busy) as each
    )
    select busy.*, coalesce(habit.usual, 0) as usual
    from busy join habit using (merchant_id) order by last_at desc
    """  # noqa: S608 - a constant of ours
)
_RUNS = text(
    f"""
    with taken as (
      select p.merchant_id, p.merchant_code, v.serial, min(p.redeemed_at) as first_at,
             max(p.redeemed_at) as last_at, sum(l.amount_yen) as yen
      from redemption p join redemption_line l using (checkout_id)
      join voucher v using (voucher_id)
      where {_DAY}
      group by 1, 2, 3
    ), placed as (
      select *, serial - row_number()
        over (partition by merchant_id order by serial) as island
      from taken
    )
    select merchant_id, merchant_code, min(first_at) as first_at,
           max(last_at) as last_at, count(*) as vouchers, sum(yen) as yen,
           min(serial) as first_serial, max(serial) as last_serial
    from placed group by merchant_id, merchant_code, island
    having count(*) >= :least order by 4 desc limit :most
    """  # noqa: S608 - a constant of ours
)
_NIGHTS = text(
    f"""
    with late as (
      select p.merchant_id, p.merchant_code, min(p.redeemed_at) as first_at,
             max(p.redeemed_at) as last_at, count(*) as payments,
             sum(p.voucher_count) as vouchers, sum(p.total_yen) as yen
      from redemption p where {_DAY}
        and (p.redeemed_at < :night_until or p.redeemed_at >= :night_from)
      group by 1, 2
      having count(*) >= :least or sum(p.voucher_count) >= :least_vouchers
    )
    select late.*, (
      select count(*) from generate_series(1, :habit_days) as n
      where exists (
        select from redemption b where b.merchant_id = late.merchant_id
          and b.redeemed_at >= :since - n * interval '24 hours'
          and b.redeemed_at < :night_until - n * interval '24 hours'
      ) or exists (
        select from redemption b where b.merchant_id = late.merchant_id
          and b.redeemed_at >= :night_from - n * interval '24 hours'
          and b.redeemed_at < :until - n * interval '24 hours'
      )
    ) as nights_before
    from late order by last_at desc
    """  # noqa: S608 - a constant of ours
)
_MOVED = text(
    f"""
    select p.merchant_id, p.merchant_code, r.refunded_at as first_at,
           p.redeemed_at as last_at, v.serial, l.amount_yen as yen, p.checkout_id,
           r.merchant_id as other_merchant_id, e.merchant_code as other_code
    from redemption p join redemption_line l using (checkout_id)
    join voucher v using (voucher_id)
    join lateral (
      select r.* from refund_line b join refund r using (refund_id)
      where b.voucher_id = l.voucher_id and r.refunded_at <= p.redeemed_at
      order by r.refunded_at desc limit 1
    ) as r on r.merchant_id <> p.merchant_id
    join redemption e on e.checkout_id = r.checkout_id
    where {_DAY}
    order by p.redeemed_at desc limit :most
    """  # noqa: S608 - a constant of ours
)


class Day:
    """One day of a campaign, as the questions take it."""

    def __init__(
        self, tx: Session, campaign_id: CampaignId, since: datetime, most: int
    ) -> None:
        """Look at the day that begins at `since` in town; lists end after `most`."""
        self._tx = tx
        self._asked = {
            "campaign_id": campaign_id,
            "since": since,
            "until": since + timedelta(days=1),
            "habit_since": since - timedelta(days=signs.HABIT_DAYS),
            "most": most,
        }
        self._since = since
        # Compiling these questions takes longer than answering them.
        tx.execute(text("set local jit = off"))

    def tried(self) -> list[Row[Any]]:
        """Return the vouchers that were tried while another merchant had them."""
        return self._rows(_TRIED)

    def rushes(self) -> list[Row[Any]]:
        """Return each merchant's busy ten minutes, and its busiest before."""
        least = min(signs.BURST_PAYMENTS_MIN, signs.NEWCOMERS_BURST_MIN)
        return self._rows(_RUSHES, within=signs.BURST_WITHIN, least=least)

    def runs(self) -> list[Row[Any]]:
        """Return the long rows of serials that one merchant took."""
        return self._rows(_RUNS, least=signs.RUN_MIN)

    def nights(self) -> list[Row[Any]]:
        """Return each merchant's payments in the night, and its nights before."""
        return self._rows(
            _NIGHTS,
            night_until=self._at(signs.NIGHT_UNTIL.hour),
            night_from=self._at(signs.NIGHT_FROM.hour),
            habit_days=signs.HABIT_DAYS,
            least=signs.NIGHT_PAYMENTS_MIN,
            least_vouchers=signs.NIGHT_VOUCHERS_MIN,
        )

    def moved(self) -> list[Row[Any]]:
        """Return the vouchers that were redeemed after another merchant's refund."""
        return self._rows(_MOVED)

    def _at(self, hour: int) -> datetime:
        return self._since.replace(hour=hour)

    def _rows(self, question: Any, **more: object) -> list[Row[Any]]:
        return list(self._tx.execute(question, self._asked | more))
