"""The worker seals the ledger's newest journals into the chain, in batches."""

from typing import Final

import structlog
from sqlalchemy.orm import Session

from machiken.database import Transactions
from services.settlement.domain.chain import Link, following
from services.settlement.store import chain

log = structlog.get_logger()

BATCH_MAX: Final = 2000


def seal_chain(db: Transactions) -> int:
    """Seal what was written until now, up to a batch; return how many journals.

    Where the ledger ends is fixed in a transaction of its own: writers wait for that
    moment only, never for the hashing.
    """
    with db.begin() as tx:
        if not chain.has_more(tx, chain.head(tx)):
            return 0
        until = chain.end(tx)
    with db.begin() as tx:
        return _seal(tx, until) if chain.lock(tx) else 0


def _seal(tx: Session, until: int) -> int:
    last = chain.head(tx)
    links: list[Link] = []
    for journal_id, digest in chain.unsealed(
        tx, after=last.journal_id, until=until, batch_max=BATCH_MAX
    ):
        last = following(last, journal_id, digest)
        links.append(last)
    if links:
        chain.add(tx, links)
        log.info(
            "settlement.chain_sealed", position=last.position, head=last.sha256.hex()
        )
    return len(links)
