"""A representative wants another address: write the code that proves it, there."""

from datetime import datetime

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.auth import MailChangeAsked
from machiken.ids import EventId
from services.notify.domain.facts import MailChangeFacts
from services.notify.domain.letters import LetterKind, NewLetter
from services.notify.store import letters


def write_mail_change_code(
    tx: Session, event: MailChangeAsked, event_id: EventId, *, occurred_at: datetime
) -> None:
    """Write the letter; it goes out before most others, or not at all."""
    letter = NewLetter(
        kind=LetterKind.MAIL_CHANGE_CODE,
        event_id=event_id,
        reader=event.staff_id,
        campaign_id=event.campaign_id,
        email=event.email,
        secret=event.code,
        expires_at=event.expires_at,
        facts=MailChangeFacts(
            place_name=event.place_name,
            login_id=event.login_id,
            begun_at=occurred_at,
            expires_at=event.expires_at,
        ),
    )
    letters.write(tx, letter, at=clock.now(tx))
