"""Whether the frozen statements are what was frozen, and what the ledger says."""

from collections.abc import Iterator

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from machiken.ids import StatementId
from services.settlement.domain.statement import hash_of
from services.settlement.store import closings
from services.settlement.store.tables import CLOSING, STATEMENT

_BESIDE_LEDGER = text(
    """
    with booked as (
      select j.campaign_id, j.merchant_id, j.period_last_on,
        coalesce(sum(-e.amount_yen) filter (where j.kind = 'redemption'), 0) as paid,
        coalesce(sum(e.amount_yen) filter (where j.kind = 'refund'), 0) as refunded,
        coalesce(sum(-e.amount_yen)
                 filter (where j.kind in ('adjusted_up', 'adjusted_down')), 0)
          as adjusted,
        coalesce(sum(e.amount_yen)
                 filter (where j.kind in ('paid_out', 'sent_back')), 0) as transferred
      from journal j
      join closing c
        on c.campaign_id = j.campaign_id and c.last_on = j.period_last_on
      join entry e
        on e.journal_id = j.journal_id and e.account like 'owed\\_to\\_merchant:%'
      group by 1, 2, 3
    )
    select coalesce(s.merchant_code, b.merchant_id::text), c.last_on
    from closing c
    join (booked b full join statement s
          on s.campaign_id = b.campaign_id and s.merchant_id = b.merchant_id
          and s.last_on = b.period_last_on)
      on c.campaign_id = coalesce(s.campaign_id, b.campaign_id)
      and c.last_on = coalesce(s.last_on, b.period_last_on)
    left join standing p on p.statement_id = s.statement_id
    where (coalesce(s.paid_yen, 0), coalesce(s.refunded_yen, 0),
           coalesce(s.adjusted_yen, 0),
           case when p.state = 'paid' then s.net_yen else 0 end)
       is distinct from
          (coalesce(b.paid, 0), coalesce(b.refunded, 0),
           coalesce(b.adjusted, 0), coalesce(b.transferred, 0))
    order by c.last_on, 1
    """
)


def differences(tx: Session) -> Iterator[str]:
    """Yield each statement that was changed, or that the ledger contradicts."""
    for campaign_id, last_on in tx.execute(
        select(CLOSING.c.campaign_id, CLOSING.c.last_on).order_by(CLOSING.c.last_on)
    ).all():
        cycle = closings.find_cycle(tx, campaign_id, last_on)
        assert cycle is not None, "a closing has its half-month"
        frozen = [each for each, _ in closings.statements(tx, cycle)]
        closing = closings.find(tx, cycle)
        assert closing is not None, "it was found just now"
        if closing.sha256 != hash_of(frozen):
            yield f"closing {cycle.issuer_code} {last_on}: its statements were changed"
        yield from _changed(tx, {each.statement_id: each.sha256 for each in frozen})
    for merchant, last_on in tx.execute(_BESIDE_LEDGER):
        yield f"statement of {merchant} to {last_on}: the ledger says otherwise"


def _changed(tx: Session, hashes: dict[StatementId, str]) -> Iterator[str]:
    if not hashes:
        return
    rows = tx.execute(
        select(STATEMENT.c.statement_id, STATEMENT.c.merchant_code, STATEMENT.c.sha256)
        .where(STATEMENT.c.statement_id.in_(list(hashes)))
        .order_by(STATEMENT.c.merchant_code)
    )
    for statement_id, code, sha256 in rows:
        if hashes[statement_id] != sha256:
            yield f"statement {statement_id} of {code}: was changed after it was frozen"
