"""What must hold of sealed half-months, each as a query for what breaks it.

`seal_told` is what the outbox says was sealed; `proof` defines it.
"""

from typing import Final

CLAIMS: Final = {
    "half-month to {0}: sealed at {1}, before it was over": """
        select last_on, date_trunc('second', sealed_at at time zone 'Asia/Tokyo')
        from period where (sealed_at at time zone 'Asia/Tokyo')::date <= last_on""",
    "payment {0}: at {1}, after its half-month to {2} was sealed": """
        select p.payment_no,
               date_trunc('second', p.redeemed_at at time zone 'Asia/Tokyo'), h.last_on
        from redemption p join period h
          on h.campaign_id = p.campaign_id and h.last_on = p.period_last_on
        where p.redeemed_at >= h.sealed_at""",
    "refund of {0}: at {1}, after its half-month to {2} was sealed": """
        select p.payment_no,
               date_trunc('second', r.refunded_at at time zone 'Asia/Tokyo'), h.last_on
        from refund r join redemption p using (checkout_id) join period h
          on h.campaign_id = p.campaign_id and h.last_on = p.period_last_on
        where r.refunded_at >= h.sealed_at""",
    "half-month to {0}: sealed, and announced {1} times": """
        select h.last_on, count(o.last_on)
        from period h left join seal_told as o using (campaign_id, last_on)
        group by h.campaign_id, h.last_on
        having count(o.last_on) <> (h.sealed_at is not null)::int""",
    "half-month to {0}: announced as sealed, but not there": """
        select o.last_on
        from seal_told as o left join period h using (campaign_id, last_on)
        where h.last_on is null""",
    "half-month to {0}: sealed {1}円 in {2} payments, {3}円 in {4} refunds of"
    " merchant {5}, but the books hold {6}円 in {7}, {8}円 in {9}": """
        select last_on, coalesce(told.paid, 0), coalesce(told.payments, 0),
               coalesce(told.refunded, 0), coalesce(told.refunds, 0), merchant_code,
               coalesce(held.paid, 0), coalesce(held.payments, 0),
               coalesce(held.refunded, 0), coalesce(held.refunds, 0)
        from (
          select o.campaign_id, o.last_on, m ->> 'merchant_code' as merchant_code,
                 (m ->> 'paid')::bigint as paid, (m ->> 'payments')::bigint as payments,
                 (m ->> 'refunded')::bigint as refunded,
                 (m ->> 'refunds')::bigint as refunds
          from seal_told as o, jsonb_array_elements(o.body -> 'merchants') as m
        ) as told full join (
          select p.campaign_id, p.period_last_on as last_on, p.merchant_code,
                 sum(p.total_yen) as paid, count(*) as payments,
                 coalesce(sum(r.yen), 0) as refunded,
                 coalesce(sum(r.count), 0) as refunds
          from redemption p left join (
            select checkout_id, count(*) as count, sum(amount_yen) as yen
            from refund group by checkout_id
          ) r using (checkout_id)
          join period h on h.campaign_id = p.campaign_id
           and h.last_on = p.period_last_on and h.sealed_at is not null
          group by 1, 2, 3
        ) as held using (campaign_id, last_on, merchant_code)
        where (told.paid, told.payments, told.refunded, told.refunds)
           is distinct from (held.paid, held.payments, held.refunded, held.refunds)""",
}
