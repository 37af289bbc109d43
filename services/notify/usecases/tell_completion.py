"""A payment or a refund was completed: tell who acted, and the representative."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from sqlalchemy.orm import Session

from machiken import clock
from machiken.database import Transactions
from services.notify.domain import completions
from services.notify.domain.completions import Completion
from services.notify.domain.letters import LetterKind, NewLetter
from services.notify.store import directory, letters, unaddressed
from services.notify.store.directory import Merchant

BATCH_MAX: Final = 100
WATCHED: Final = timedelta(days=31)
"""For so long a former address or representative hears of bank accounts."""


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
    if completion.kind is LetterKind.PAY_ACCOUNT_NEWS:
        _warn(tx, completion, merchant)


def _warn(tx: Session, completion: Completion, merchant: Merchant) -> None:
    """Write to where the mails went until lately: a mailbox taken over tells nobody."""
    at = clock.now(tx)
    for each in directory.former(tx, merchant.merchant_id, after=at - WATCHED):
        letter = NewLetter(
            kind=LetterKind.PAY_ACCOUNT_WARNING,
            event_id=completion.event_id,
            reader=each.reader,
            campaign_id=completion.campaign_id,
            email=each.email,
            facts=replace(completion.facts, merchant_name=merchant.merchant_name),
        )
        letters.write(tx, letter, at=at)


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
