"""Somebody forgot his password: write him the code for a new one."""

from datetime import datetime

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.auth import PasswordResetBegun
from machiken.ids import EventId
from services.notify.domain.facts import ResetFacts
from services.notify.domain.letters import LetterKind, NewLetter
from services.notify.store import letters


def write_reset_code(
    tx: Session, event: PasswordResetBegun, event_id: EventId, *, occurred_at: datetime
) -> None:
    """Write the letter; it goes out before most others, or not at all."""
    letter = NewLetter(
        kind=LetterKind.RESET_CODE,
        event_id=event_id,
        reader=event.staff_id,
        campaign_id=event.campaign_id,
        email=event.email,
        secret=event.reset_code,
        expires_at=event.expires_at,
        facts=ResetFacts(
            site=event.site,
            place_name=event.place_name,
            begun_at=occurred_at,
            expires_at=event.expires_at,
        ),
    )
    letters.write(tx, letter, at=clock.now(tx))
