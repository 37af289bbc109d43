"""Something happened to an account: tell its owner, lest it was somebody else."""

from datetime import datetime

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.auth import AccountTouched
from machiken.ids import EventId
from services.notify.domain.facts import NewsFacts
from services.notify.domain.letters import LetterKind, NewLetter
from services.notify.store import letters


def write_account_news(
    tx: Session, event: AccountTouched, event_id: EventId, *, occurred_at: datetime
) -> None:
    """Write the letter."""
    letter = NewLetter(
        kind=LetterKind.ACCOUNT_NEWS,
        event_id=event_id,
        reader=event.staff_id,
        campaign_id=event.campaign_id,
        email=event.email,
        facts=NewsFacts(
            news=event.news,
            place_name=event.place_name,
            login_id=event.login_id,
            happened_at=occurred_at,
            until=event.until,
            device=event.device,
            role=event.role,
            new_email=event.new_email,
        ),
    )
    letters.write(tx, letter, at=clock.now(tx))
