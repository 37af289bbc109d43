"""Whether payouts pay what the statements say, and stand where the bank left them."""

from collections.abc import Iterator

from sqlalchemy import text
from sqlalchemy.orm import Session

_OFF_TOTAL = text(
    """
    select p.issuer_code, p.payout_no, p.total_yen, coalesce(sum(t.amount_yen), 0)
    from payout p left join transfer t using (payout_id)
    group by p.payout_id
    having count(t.transfer_no) <> p.transfers
        or coalesce(sum(t.amount_yen), 0) <> p.total_yen
    order by p.payout_no
    """
)
_OFF_NET = text(
    """
    select t.transfer_no, t.amount_yen, s.merchant_code, s.last_on, s.net_yen
    from transfer t join statement s using (statement_id)
    where t.amount_yen <> s.net_yen
    order by t.transfer_no
    """
)
_OFF_STATE = text(
    """
    select s.merchant_code, s.last_on, g.state
    from standing g
    join statement s using (statement_id)
    left join transfer t on t.statement_id = g.statement_id
      and (t.outcome is null or t.outcome = 'paid')
    left join payout p on p.payout_id = t.payout_id
    where case
      when t.outcome = 'paid' then g.state <> 'paid'
      when p.state in ('issued', 'approved') then g.state <> p.state
      else g.state not in ('closed', 'returned')
    end
    order by s.last_on, s.merchant_code
    """
)


def differences(tx: Session) -> Iterator[str]:
    """Yield each payout, transfer and state that does not follow from the others."""
    for issuer, number, total, summed in tx.execute(_OFF_TOTAL):
        yield (
            f"payout {issuer} {number}: says {total:,} yen,"
            f" its transfers sum to {summed:,}"
        )
    for number, yen, merchant, last_on, net in tx.execute(_OFF_NET):
        yield (
            f"transfer {number}: pays {yen:,} yen,"
            f" the statement of {merchant} to {last_on} says {net:,}"
        )
    for merchant, last_on, state in tx.execute(_OFF_STATE):
        yield f"statement of {merchant} to {last_on}: {state}, its transfers say not"
