"""A payment or a refund was completed: tell who acted, and the representative."""

from typing import Final

from sqlalchemy.orm import Session

from machiken import clock
from machiken.database import Transactions
from services.notify.domain import completions
from services.notify.domain.completions import Completion
from services.notify.store import directory, letters, unaddressed

BATCH_MAX: Final = 100


def tell_completion(tx: Session, completion: Completion) -> None:
    """Write the letters, or keep the completion until its merchant is known."""
    merchant = directory.find_merchant(tx, completion.merchant_id)
    if merchant is None:
        unaddressed.keep(tx, completion)
        return
    for letter in completions.letters(
        completion,
        merchant_name=merchant.merchant_name,
        representative_id=merchant.representative_id,
    ):
        letters.write(tx, letter, at=clock.now(tx))


def address_letters(db: Transactions) -> int:
    """Write the letters of merchants that became known; return how many completions.

    Done by looking again, not when a merchant is registered: that and a payment may
    be heard at the same moment, each not seeing the other.
    """
    with db.begin() as tx:
        known = list(unaddressed.take_addressable(tx, limit=BATCH_MAX))
        for completion in known:
            tell_completion(tx, completion)
    return len(known)
