"""Writing journals with their entries, once, and summing them up."""

from collections.abc import Iterator
from dataclasses import fields

from sqlalchemy import ColumnElement, and_, func, insert, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Session

from machiken.contracts.settlement import LedgerLine
from machiken.ids import CampaignId, EventId, MerchantCode
from machiken.money import Yen
from services.settlement.domain.accounts import OWED_TO_MERCHANT, TILL, Kind
from services.settlement.domain.journal import Contradiction, Journal
from services.settlement.store import chain
from services.settlement.store.tables import ENTRY, JOURNAL, MERCHANT


def write(tx: Session, journal: Journal, event_id: EventId) -> None:
    """Write the journal and its entries, unless it stands there already.

    Raises `Contradiction` where the books tell the same payment differently.
    """
    values = _values(journal)
    chain.begin_writing(tx)
    added = tx.scalar(
        postgresql.insert(JOURNAL)
        .values(event_id=event_id, **values)
        .on_conflict_do_nothing()
        .returning(JOURNAL.c.journal_id)
    )
    if added is None:
        _compare(tx, journal, values)
        return
    lines = [
        {
            "journal_id": added,
            "line": line,
            "account": entry.account,
            "amount_yen": entry.amount.amount,
        }
        for line, entry in enumerate(journal.entries, start=1)
    ]
    tx.execute(insert(ENTRY), lines)


def lines(tx: Session, campaign_id: CampaignId) -> Iterator[LedgerLine]:
    """Return what was redeemed, refunded and is owed, by half-month and merchant."""
    summed = (
        select(
            JOURNAL.c.merchant_code,
            func.coalesce(func.max(MERCHANT.c.merchant_name), ""),
            JOURNAL.c.period_last_on,
            owed(),
            *(column(kind) for kind in TILL for column in (count_of, credited)),
        )
        .join(ENTRY, owed_line())
        .outerjoin(MERCHANT, MERCHANT.c.merchant_id == JOURNAL.c.merchant_id)
        .where(JOURNAL.c.campaign_id == campaign_id)
        .group_by(JOURNAL.c.period_last_on, JOURNAL.c.merchant_code)
        .order_by(JOURNAL.c.period_last_on, JOURNAL.c.merchant_code)
    )
    for code, name, last_on, left, *sums in tx.execute(summed):
        payments, paid, refunds, given_back = sums
        yield LedgerLine(
            merchant_code=MerchantCode(code),
            merchant_name=name,
            period_last_on=last_on,
            payments=payments,
            paid=Yen(paid),
            refunds=refunds,
            refunded=Yen(-given_back),
            owed=Yen(left),
        )


def owed_line() -> ColumnElement[bool]:
    """Return the condition that joins a journal to its `owed_to_merchant` entry."""
    return and_(
        ENTRY.c.journal_id == JOURNAL.c.journal_id,
        ENTRY.c.account.startswith(f"{OWED_TO_MERCHANT}:", autoescape=True),
    )


def count_of(kind: Kind) -> ColumnElement[int]:
    """Return how many of the grouped journals are of a kind."""
    return func.count().filter(JOURNAL.c.kind == kind)


def owed() -> ColumnElement[int]:
    """Return what the grouped journals leave owed to the merchants, in yen."""
    return func.sum(-ENTRY.c.amount_yen).cast(JOURNAL.c.amount_yen.type)


def credited(kind: Kind) -> ColumnElement[int]:
    """Return what the grouped journals of a kind credited to the merchants, in yen."""
    credit = func.sum(-ENTRY.c.amount_yen).filter(JOURNAL.c.kind == kind)
    # PostgreSQL sums bigint as numeric; these are yen, and whole.
    return func.coalesce(credit, 0).cast(JOURNAL.c.amount_yen.type)


def _compare(tx: Session, journal: Journal, values: dict[str, object]) -> None:
    same = tx.scalar(
        select(JOURNAL.c.journal_id).where(
            *(
                JOURNAL.c[name].is_not_distinct_from(value)
                for name, value in values.items()
            )
        )
    )
    if same is None:
        raise Contradiction(f"{journal.kind} of checkout {journal.checkout_id}")


def _values(journal: Journal) -> dict[str, object]:
    values = {field.name: getattr(journal, field.name) for field in fields(journal)}
    amount: Yen = values.pop("amount")
    return {**values, "amount_yen": amount.amount}
