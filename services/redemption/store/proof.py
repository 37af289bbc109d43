"""The books of redemption, recomputed by the database from their entries.

Each claim is a query that returns the records for which it does not hold.
"""

from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from machiken.contracts.verification import MerchantTotal
from machiken.ids import IssuerCode, MerchantCode
from machiken.money import Yen
from services.redemption.store import proof_of_seals

SHOWN_MAX: Final = 20

# Whole tables are held against each other, as sets: knowing nothing of the outbox's
# contents, the planner else compares every refund with every event.
_AS_SETS: Final = (
    "set local statement_timeout = '100s'",
    "set local enable_nestloop = off",
    "set local jit = off",
    "set local work_mem = '64MB'",
)

_TOLD: Final = """
with paid_told as (
  select (happened -> 'body' ->> 'checkout_id')::uuid as checkout_id,
         happened -> 'body' as body
  from outbox where event_name = 'redemption_completed'
), refund_told as (
  select (happened -> 'body' ->> 'refund_id')::uuid as refund_id,
         happened -> 'body' as body
  from outbox where event_name = 'payment_refunded'
), seal_told as (
  select (happened -> 'body' ->> 'campaign_id')::uuid as campaign_id,
         (happened -> 'body' ->> 'last_on')::date as last_on,
         happened -> 'body' as body
  from outbox where event_name = 'period_sealed'
)
"""
"""What the outbox says was paid, given back and sealed."""

_CLAIMS: Final = {
    "campaign {0}: version {1} is not as it was kept": """
        select c.issuer_code, c.version
        from campaign c left join campaign_version k using (campaign_id, version)
        where k.rules is distinct from c.rules""",
    "batch {0}: {1} vouchers of {2}": """
        select b.batch_id, count(v.voucher_id), b.voucher_count
        from batch b left join voucher v using (batch_id)
        group by b.batch_id
        having count(v.voucher_id)
            <> case when b.state = 'requested' then 0 else b.voucher_count end""",
    "voucher {0}: balance {1} of {2}, used at {3}": """
        select serial, balance_yen, face_yen, used_at from voucher
        where (balance_yen = face_yen) <> (used_at is null)""",
    "voucher {0}: balance {1}, but face less live payments is {2}": """
        select v.serial, v.balance_yen, v.face_yen - coalesce(used.yen, 0)
        from voucher v left join (
          select l.voucher_id, sum(l.amount_yen) as yen
          from redemption_line l left join refund_line r
            using (checkout_id, voucher_id)
          where r.refund_id is null group by l.voucher_id
        ) used using (voucher_id)
        where v.balance_yen <> v.face_yen - coalesce(used.yen, 0)""",
    "payment {0}: total {1} of {2} vouchers, but its lines say {3} of {4}": """
        select p.payment_no, p.total_yen, p.voucher_count,
               coalesce(sum(l.amount_yen), 0), count(l.voucher_id)
        from redemption p left join redemption_line l using (checkout_id)
        group by p.checkout_id
        having p.total_yen <> coalesce(sum(l.amount_yen), 0)
            or p.voucher_count <> count(l.voucher_id)""",
    "refund of {0}: {1} given back, but its vouchers say {2}": """
        select p.payment_no, r.amount_yen, coalesce(sum(l.amount_yen), 0)
        from refund r join redemption p using (checkout_id)
        left join refund_line l using (refund_id)
        group by r.refund_id, p.payment_no
        having r.amount_yen <> coalesce(sum(l.amount_yen), 0)""",
    "refund of {0}: {1} given back on voucher {2}, which gave {3}": """
        select p.payment_no, r.amount_yen, v.serial, l.amount_yen
        from refund_line r join redemption_line l using (checkout_id, voucher_id)
        join redemption p using (checkout_id) join voucher v using (voucher_id)
        where r.amount_yen <> l.amount_yen""",
    "payment {0}: {1} given back of {2}": """
        select p.payment_no, sum(r.amount_yen), p.total_yen
        from refund r join redemption p using (checkout_id)
        group by p.checkout_id having sum(r.amount_yen) > p.total_yen""",
    "refund of {0}: by another merchant": """
        select p.payment_no from refund r join redemption p using (checkout_id)
        where r.merchant_id <> p.merchant_id""",
    "refund of {0}: at {1}, but it was paid at {2}, in the half-month to {3}": """
        select p.payment_no,
               date_trunc('second', r.refunded_at at time zone 'Asia/Tokyo'),
               date_trunc('second', p.redeemed_at at time zone 'Asia/Tokyo'),
               p.period_last_on
        from refund r join redemption p using (checkout_id)
        where (r.refunded_at at time zone 'Asia/Tokyo')::date > p.period_last_on
           or r.refunded_at < p.redeemed_at""",
    "payment {0}: at {1}, outside of the half-month to {2}": """
        select p.payment_no,
               date_trunc('second', p.redeemed_at at time zone 'Asia/Tokyo'),
               p.period_last_on
        from redemption p join period h
          on h.campaign_id = p.campaign_id and h.last_on = p.period_last_on
        where (p.redeemed_at at time zone 'Asia/Tokyo')::date
              not between h.first_on and h.last_on""",
    "payment {0}: took the sample {1}": """
        select p.payment_no, v.serial from redemption p
        join redemption_line l using (checkout_id) join voucher v using (voucher_id)
        where v.sample or v.campaign_id <> p.campaign_id""",
    "payment {0}: took {1}, which was never sold": """
        select p.payment_no, v.serial from redemption p
        join redemption_line l using (checkout_id) join voucher v using (voucher_id)
        join batch b using (batch_id)
        where b.live_at is null and v.live_at is null""",
    "batch {0}: replaces {1}, which is not stopped": """
        select b.batch_id, b.replaces_serial from batch b left join voucher v
          on v.campaign_id = b.campaign_id and v.serial = b.replaces_serial
        where b.replaces_serial is not null and v.stopped_at is null""",
    "voucher {0}: others took over {1} yen, more than is left on it": """
        select v.serial, sum(b.face_yen) from batch b join voucher v
          on v.campaign_id = b.campaign_id and v.serial = b.replaces_serial
        group by v.voucher_id, v.serial, v.balance_yen
        having sum(b.face_yen) > v.balance_yen""",
    "checkout {0}: {1}, but its payment says otherwise": """
        select c.checkout_id, c.state
        from checkout c left join redemption p using (checkout_id)
        left join practice_payment t using (checkout_id)
        where (c.state = 'redeemed' and not c.practice) <> (p.checkout_id is not null)
           or (c.state = 'redeemed' and c.practice) <> (t.checkout_id is not null)""",
    "payment {0}: announced {1} times": """
        select p.payment_no, count(o.checkout_id)
        from redemption p left join paid_told as o using (checkout_id)
        group by p.checkout_id having count(o.checkout_id) <> 1""",
    "payment {0}: announced with other facts": """
        select p.payment_no from redemption p join paid_told as o using (checkout_id)
        where (p.payment_no, p.campaign_id::text, p.merchant_id::text, p.merchant_code,
               p.total_yen::text, p.voucher_count::text, p.redeemed_at,
               p.period_last_on::text)
           is distinct from
              (o.body ->> 'payment_no', o.body ->> 'campaign_id',
               o.body ->> 'merchant_id', o.body ->> 'merchant_code',
               o.body ->> 'total', o.body ->> 'count',
               (o.body ->> 'redeemed_at')::timestamptz, o.body ->> 'period_last_on')""",
    "payment {0}: announced, but not there": """
        select o.body ->> 'payment_no'
        from paid_told as o left join redemption p using (checkout_id)
        where p.checkout_id is null""",
    "refund of {0}: announced {1} times": """
        select p.payment_no, count(o.refund_id)
        from refund r join redemption p using (checkout_id)
        left join refund_told as o using (refund_id)
        group by r.refund_id, p.payment_no having count(o.refund_id) <> 1""",
    "refund of {0}: announced with other facts": """
        select o.body ->> 'payment_no'
        from refund r join refund_told as o using (refund_id)
        where (r.checkout_id::text, r.merchant_id::text, r.amount_yen::text,
               r.refunded_at)
           is distinct from
              (o.body ->> 'checkout_id', o.body ->> 'merchant_id',
               o.body ->> 'amount', (o.body ->> 'refunded_at')::timestamptz)""",
    "refund of {0}: announced, but not there": """
        select o.body ->> 'payment_no'
        from refund_told as o left join refund r using (refund_id)
        where r.refund_id is null""",
}
_COUNTS: Final = {
    "vouchers": "select count(*) from voucher",
    "payments": "select count(*) from redemption",
    "lines": "select count(*) from redemption_line",
    "refunds": "select count(*) from refund",
}
_MERCHANTS: Final = text(
    """
    select c.issuer_code, p.merchant_code, count(*) as payments,
           sum(p.total_yen) as paid, coalesce(sum(r.count), 0) as refunds,
           coalesce(sum(r.yen), 0) as refunded
    from redemption p join campaign c using (campaign_id)
    left join (
      select checkout_id, count(*) as count, sum(amount_yen) as yen
      from refund group by checkout_id
    ) r using (checkout_id)
    group by 1, 2 order by 1, 2
    """
)


def differences(tx: Session) -> list[str]:
    """Return every record that breaks a claim, as a sentence; none is what we want."""
    for setting in _AS_SETS:
        tx.execute(text(setting))
    return [
        claim.format(*row)
        for claim, broken in (_CLAIMS | proof_of_seals.CLAIMS).items()
        for row in tx.execute(text(f"{_TOLD} {broken} limit {SHOWN_MAX}"))
    ]


def counts(tx: Session) -> dict[str, int]:
    """Return how many records of each kind there are."""
    return {
        kind: int(tx.execute(text(counting)).scalar_one())
        for kind, counting in _COUNTS.items()
    }


def merchants(tx: Session) -> list[MerchantTotal]:
    """Return what each merchant redeemed and gave back."""
    return [
        MerchantTotal(
            issuer_code=IssuerCode(row.issuer_code),
            merchant_code=MerchantCode(row.merchant_code),
            payments=int(row.payments),
            paid=Yen(int(row.paid)),
            refunds=int(row.refunds),
            refunded=Yen(int(row.refunded)),
        )
        for row in tx.execute(_MERCHANTS)
    ]
