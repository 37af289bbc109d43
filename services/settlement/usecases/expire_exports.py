"""The worker removes files that nobody needs any more."""

import structlog
from sqlalchemy.orm import Session

from machiken import clock
from services.settlement.domain.exports import KEPT
from services.settlement.store import exports

log = structlog.get_logger()


def expire_exports(tx: Session) -> int:
    """Remove the files that were finished 7 days ago; return how many."""
    gone = exports.expire(tx, finished_before=clock.now(tx) - KEPT)
    if gone:
        log.info("settlement.exports_expired", count=gone)
    return gone
