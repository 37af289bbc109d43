"""A campaign comes to its end: tell each merchant once, two weeks before."""

from typing import Final

from machiken import clock
from machiken.database import Transactions
from machiken.town_time import town_day
from services.notify.domain.ending import event_of, told_of_ends_upto
from services.notify.domain.letters import LetterKind, NewLetter
from services.notify.store import letters, reminders
from services.notify.store.reminders import Ending

BATCH_MAX: Final = 50


def tell_endings(db: Transactions) -> int:
    """Write the letters of merchants that were not told yet; return how many."""
    with db.begin() as tx:
        at = clock.now(tx)
        today = town_day(at)
        upto = told_of_ends_upto(today)
        due = reminders.take(tx, today=today, upto=upto, limit=BATCH_MAX)
        for ending in due:
            if reminders.told(tx, ending, at=at):
                letters.write(tx, _letter(ending), at=at)
    return len(due)


def _letter(ending: Ending) -> NewLetter:
    return NewLetter(
        kind=LetterKind.CAMPAIGN_ENDING,
        event_id=event_of(ending.merchant_id, ending.facts.redeem_last_on),
        reader=ending.representative_id,
        campaign_id=ending.campaign_id,
        facts=ending.facts,
    )
