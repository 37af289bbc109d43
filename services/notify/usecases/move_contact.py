"""Somebody's mail goes to another address: keep it, and tell the one before."""

from datetime import datetime

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.auth import AccountNews, MailAddressChanged
from machiken.ids import EventId
from services.notify.domain.facts import NewsFacts
from services.notify.domain.letters import LetterKind, NewLetter
from services.notify.store import directory, letters


def move_contact(
    tx: Session, event: MailAddressChanged, event_id: EventId, *, occurred_at: datetime
) -> None:
    """Write to the old address: whoever took it over must not do so unseen."""
    directory.keep_contact(tx, event.staff_id, event.email, as_of=occurred_at)
    letter = NewLetter(
        kind=LetterKind.ACCOUNT_NEWS,
        event_id=event_id,
        reader=event.staff_id,
        campaign_id=event.campaign_id,
        email=event.email_before,
        facts=NewsFacts(
            news=AccountNews.MAIL_CHANGED,
            place_name=event.place_name,
            login_id=event.login_id,
            happened_at=occurred_at,
            until=None,
            device=event.device,
            new_email=event.masked_email,
        ),
    )
    letters.write(tx, letter, at=clock.now(tx))
