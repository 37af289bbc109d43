"""News whose merchant notify does not know yet: letters to nobody, so far."""

from collections.abc import Iterator

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from machiken.contracts.wire import Wire, from_wire, to_wire
from machiken.ids import CampaignId, EventId, MerchantId, StaffId
from services.notify.domain.completions import Completion
from services.notify.domain.facts import MerchantFacts
from services.notify.domain.letters import FACTS_OF, LetterKind
from services.notify.store.tables import MERCHANT, UNADDRESSED


def keep(tx: Session, completion: Completion) -> None:
    """Keep the news until its merchant is known."""
    kept = insert(UNADDRESSED).values(
        event_id=completion.event_id,
        kind=completion.kind,
        campaign_id=completion.campaign_id,
        merchant_id=completion.merchant_id,
        staff_id=completion.staff_id,
        facts=to_wire(completion.facts),
    )
    tx.execute(kept.on_conflict_do_nothing())


def take_addressable(tx: Session, *, limit: int) -> Iterator[Completion]:
    """Remove and yield news whose merchant is known by now."""
    found = (
        select(UNADDRESSED.c.event_id, UNADDRESSED.c.kind)
        .join(MERCHANT, MERCHANT.c.merchant_id == UNADDRESSED.c.merchant_id)
        .limit(limit)
        .with_for_update(skip_locked=True, of=UNADDRESSED)
        .cte("found")
    )
    taken = (
        delete(UNADDRESSED)
        .where(UNADDRESSED.c.event_id == found.c.event_id)
        .where(UNADDRESSED.c.kind == found.c.kind)
        .returning(UNADDRESSED)
    )
    for row in tx.execute(taken).all():
        kind = LetterKind(row.kind)
        yield Completion(
            kind=kind,
            event_id=EventId(row.event_id),
            campaign_id=CampaignId(row.campaign_id),
            merchant_id=MerchantId(row.merchant_id),
            staff_id=None if row.staff_id is None else StaffId(row.staff_id),
            facts=_facts(kind, row.facts),
        )


def _facts(kind: LetterKind, wire: Wire) -> MerchantFacts:
    facts = from_wire(FACTS_OF[kind], wire)
    assert isinstance(facts, MerchantFacts), f"{kind} goes to a merchant"
    return facts
