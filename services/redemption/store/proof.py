"""The books of redemption, recomputed by the database from their entries.

Each claim is a query that returns the records for which it does not hold.
"""

from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from machiken.contracts.verification import MerchantTotal
from machiken.ids import IssuerCode, MerchantCode
from machiken.money import Yen

SHOWN_MAX: Final = 20

_CLAIMS: Final = {
    "voucher {0}: balance {1}, but face less live payments is {2}": """
        select v.serial, v.balance_yen, v.face_yen - coalesce(used.yen, 0)
        from voucher v left join (
          select l.voucher_id, sum(l.amount_yen) as yen
          from redemption_line l left join refund r using (checkout_id)
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
    "refund of {0}: {1} given back of {2}": """
        select p.payment_no, r.amount_yen, p.total_yen
        from refund r join redemption p using (checkout_id)
        where r.amount_yen <> p.total_yen or r.merchant_id <> p.merchant_id
           or r.refunded_at < p.redeemed_at""",
    "refund of {0}: at {1}, after the half-month to {2}": """
        select p.payment_no, r.refunded_at, p.period_last_on
        from refund r join redemption p using (checkout_id)
        where (r.refunded_at at time zone 'Asia/Tokyo')::date > p.period_last_on""",
    "payment {0}: at {1}, outside of the half-month to {2}": """
        select p.payment_no, p.redeemed_at, p.period_last_on
        from redemption p join period h
          on h.campaign_id = p.campaign_id and h.last_on = p.period_last_on
        where (p.redeemed_at at time zone 'Asia/Tokyo')::date
              not between h.first_on and h.last_on""",
    "payment {0}: took the sample {1}": """
        select p.payment_no, v.serial from redemption p
        join redemption_line l using (checkout_id) join voucher v using (voucher_id)
        where v.sample or v.campaign_id <> p.campaign_id""",
    "checkout {0}: {1}, but its payment says otherwise": """
        select c.checkout_id, c.state
        from checkout c left join redemption p using (checkout_id)
        where (c.state = 'redeemed') <> (p.checkout_id is not null)""",
    "payment {0}: announced {1} times": """
        select p.payment_no, count(o.position)
        from redemption p left join outbox o
          on o.event_name = 'redemption_completed'
         and o.happened -> 'body' ->> 'checkout_id' = p.checkout_id::text
        group by p.checkout_id having count(o.position) <> 1""",
    "refund of {0}: announced {1} times": """
        select r.checkout_id, count(o.position)
        from refund r left join outbox o
          on o.event_name = 'payment_refunded'
         and o.happened -> 'body' ->> 'refund_id' = r.refund_id::text
        group by r.refund_id having count(o.position) <> 1""",
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
           sum(p.total_yen) as paid, count(r.refund_id) as refunds,
           coalesce(sum(r.amount_yen), 0) as refunded
    from redemption p join campaign c using (campaign_id)
    left join refund r using (checkout_id)
    group by 1, 2 order by 1, 2
    """
)


def differences(tx: Session) -> list[str]:
    """Return every record that breaks a claim, as a sentence; none is what we want."""
    tx.execute(text("set local statement_timeout = '100s'"))
    return [
        claim.format(*row)
        for claim, broken in _CLAIMS.items()
        for row in tx.execute(text(f"{broken} limit {SHOWN_MAX}"))
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
