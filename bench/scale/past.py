"""A merchant's month of payments, written in one go as the service would have.

Not one by one: what is to be measured is how the service bears them. `machiken verify`
finds nothing to say against them, which the bench makes sure of.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from machiken.contracts.redemption import CampaignView
from machiken.ids import MerchantCode, MerchantId

LINES_EACH: Final = 3
FACE_YEN: Final = 1_000
REFUND_EVERY: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """Payments of one merchant, as many each day, of sold vouchers from a serial on."""

    campaign: CampaignView
    merchant_id: MerchantId
    merchant_code: MerchantCode
    payments: int
    first_on: date
    days: int
    first_serial: int
    lines: int = LINES_EACH
    """Vouchers of each payment."""


# Opening hours are from 9 to 20; a step that shares no factor with their seconds
# scatters the payments over them.
_PAYMENTS: Final = """
insert into redemption (checkout_id, payment_no, campaign_id, merchant_id,
  merchant_code, login_id, total_yen, voucher_count, redeemed_at, period_last_on)
select md5(:code || i)::uuid,
       :issuer || :code || to_char(day, 'YYYYMMDD')
         || lpad((row_number() over (partition by day order by i))::text, 14, '0'),
       :campaign, :merchant, :code, :code || '-hanako', :total, :lines,
       (day + time '09:00' + make_interval(secs => i::bigint * 7919 % 39600))
         at time zone 'Asia/Tokyo',
       h.last_on
from generate_series(0, :payments - 1) as i
cross join lateral (select :first_on + (i::bigint * :days / :payments)::int) as d (day)
join period h on h.campaign_id = :campaign and day between h.first_on and h.last_on
"""
_LINES: Final = """
insert into redemption_line (checkout_id, voucher_id, amount_yen)
select md5(:code || (v.serial - :first_serial) / :lines)::uuid, v.voucher_id, :face
from voucher v
where v.campaign_id = :campaign
  and v.serial >= :first_serial and v.serial < :after_serial
"""
_REFUNDS: Final = """
insert into refund
  (refund_id, checkout_id, merchant_id, login_id, amount_yen, refunded_at)
select md5('back' || :code || i)::uuid, p.checkout_id, :merchant, p.login_id,
       p.total_yen, p.redeemed_at + interval '10 minutes'
from generate_series(0, :payments - 1, :refund_every) as i
join redemption p on p.checkout_id = md5(:code || i)::uuid
"""
_REFUND_LINES: Final = """
insert into refund_line (checkout_id, voucher_id, refund_id, amount_yen)
select l.checkout_id, l.voucher_id, r.refund_id, l.amount_yen
from refund r join redemption_line l using (checkout_id)
where r.merchant_id = :merchant
"""
_USED: Final = """
update voucher v set balance_yen = 0, used_at = p.redeemed_at
from redemption p join redemption_line l using (checkout_id)
left join refund r using (checkout_id)
where v.voucher_id = l.voucher_id and p.merchant_id = :merchant and r.refund_id is null
"""
_FACTS: Final = """
'checkout_id', p.checkout_id, 'payment_no', p.payment_no,
'campaign_id', p.campaign_id, 'issuer_code', cast(:issuer as text),
'merchant_id', p.merchant_id, 'merchant_code', p.merchant_code, 'staff_id', null,
'login_id', p.login_id, 'redeemed_at', p.redeemed_at,
'period_last_on', p.period_last_on
"""
_TOLD: Final = """
insert into outbox (exchange, event_name, happened, appended_at, sent_at)
select 'redemption.events', '{name}', jsonb_build_object('event_id', gen_random_uuid(),
         'name', '{name}', 'version', 1, 'occurred_at', {at},
         'body', jsonb_build_object({facts})), {at}, {at}
from {rows} where p.merchant_id = :merchant order by {at}
"""
_PAID_TOLD: Final = _TOLD.format(
    name="redemption_completed",
    at="p.redeemed_at",
    facts=f"{_FACTS}, 'total', p.total_yen, 'count', p.voucher_count",
    rows="redemption p",
)
_REFUND_TOLD: Final = _TOLD.format(
    name="payment_refunded",
    at="r.refunded_at",
    facts=f"{_FACTS}, 'refund_id', r.refund_id, 'amount', r.amount_yen,"
    " 'refunded_at', r.refunded_at, 'count', p.voucher_count, 'number', 1, 'left', 0",
    rows="refund r join redemption p using (checkout_id)",
)

_STEPS: Final = (
    *(_PAYMENTS, _LINES, _REFUNDS, _REFUND_LINES, _USED),
    *(_PAID_TOLD, _REFUND_TOLD),
)


def write(tx: Session, past: Past) -> None:
    """Write the payments, their refunds, and what was announced of them."""
    facts = {
        "campaign": past.campaign.campaign_id,
        "issuer": past.campaign.rules.issuer_code,
        "merchant": past.merchant_id,
        "code": past.merchant_code,
        "payments": past.payments,
        "first_on": past.first_on,
        "days": past.days,
        "first_serial": past.first_serial,
        "after_serial": past.first_serial + past.payments * past.lines,
        "total": past.lines * FACE_YEN,
        "lines": past.lines,
        "face": FACE_YEN,
        "refund_every": REFUND_EVERY,
    }
    tx.execute(text("set local statement_timeout = 0"))
    # Nothing is known of tables that were empty a moment ago; loops would never end.
    tx.execute(text("set local enable_nestloop = off"))
    tx.execute(text("set local jit = off"))
    for step in _STEPS:
        named = {name: value for name, value in facts.items() if f":{name}" in step}
        tx.execute(text(step), named)
