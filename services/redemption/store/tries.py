"""Who tried a voucher that another merchant had."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from machiken.contracts.actor import Actor

# Whose it was: the merchant that took it last and did not give it back, or else the
# one whose open checkout has read it. One's own is no sign.
_NOTE = text(
    """
    insert into voucher_try (
      voucher_id, merchant_id, campaign_id, merchant_code, login_id,
      other_merchant_id, tries, first_tried_at, last_tried_at
    )
    select v.voucher_id, :merchant_id, v.campaign_id, :merchant_code, :login_id,
           had.merchant_id, 1, :at, :at
    from voucher v cross join lateral (
      select merchant_id from (
        (select 1 as rank, p.merchant_id, p.redeemed_at as at
         from redemption_line l join redemption p using (checkout_id)
         where l.voucher_id = v.voucher_id and v.balance_yen = 0
           and not exists (
             select 1 from refund_line b
             where b.checkout_id = l.checkout_id and b.voucher_id = l.voucher_id
           ))
        union all
        (select 2, c.merchant_id, c.opened_at
         from checkout_read r join checkout c using (checkout_id)
         where r.voucher_id = v.voucher_id and c.state = 'open'
           and not c.practice and c.expires_at > :at)
      ) as holders
      order by rank, at desc limit 1
    ) as had
    where v.code_digest = any(:digests) and v.campaign_id = :campaign_id
      and not v.sample and had.merchant_id <> :merchant_id
    on conflict (voucher_id, merchant_id) do update set
      tries = voucher_try.tries + 1, last_tried_at = excluded.last_tried_at,
      login_id = excluded.login_id, other_merchant_id = excluded.other_merchant_id
    """
)


def note(tx: Session, digests: Sequence[bytes], actor: Actor, *, at: datetime) -> None:
    """Write down those of the vouchers that another merchant has."""
    tx.execute(
        _NOTE,
        {
            "digests": list(digests),
            "merchant_id": actor.merchant_id,
            "merchant_code": actor.merchant_code,
            "login_id": actor.login_id,
            "campaign_id": actor.campaign_id,
            "at": at,
        },
    )
