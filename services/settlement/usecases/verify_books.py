"""Recompute the books from their entries."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from machiken.contracts.verification import Verification
from services.settlement.domain import sealed
from services.settlement.domain.chain import first_break
from services.settlement.store import (
    chain,
    proof_of_payouts,
    proof_of_statements,
    seals,
    verification,
)
from services.settlement.store.seals import Compared

DIFFERENCES_MAX: Final = 200

# Every entry is read: more than a till's limits allow, less than the caller waits.
_PATIENCE = text("set local statement_timeout = '100s'")
# All questions are put to the same moment of the books.
_ONE_MOMENT = text("set transaction isolation level repeatable read, read only")


def verify_books(tx: Session) -> Verification:
    """Return the merchants' totals by their entries, and every difference found."""
    tx.execute(_ONE_MOMENT)
    tx.execute(_PATIENCE)
    compared = list(seals.compared(tx))
    return Verification(
        checked=verification.counts(tx),
        differences=tuple(islice(_differences(tx, compared), DIFFERENCES_MAX)),
        on_the_way=sum(
            sealed.on_the_way(each.sealed, each.booked) for each in compared
        ),
        merchants=tuple(verification.merchant_totals(tx)),
    )


def _differences(tx: Session, compared: list[Compared]) -> Iterator[str]:
    yield from verification.unbalanced(tx)
    yield from verification.misbooked(tx)
    yield from verification.refunds_adrift(tx)
    broken = first_break(chain.checked(tx))
    if broken is not None:
        yield broken
    yield from chain.slipped_in(tx)
    yield from proof_of_statements.differences(tx)
    yield from proof_of_payouts.differences(tx)
    for each in compared:
        found = sealed.difference(each.sealed, each.booked)
        if found is not None:
            merchant = f"{each.issuer_code} {each.merchant_code}"
            yield f"{merchant}, half-month to {each.last_on}: {found}"
