"""Somebody proved his password: write him the number that remains."""

from datetime import datetime

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.auth import OneTimePasswordIssued
from machiken.ids import EventId
from services.notify.domain.facts import SignInFacts
from services.notify.domain.letters import LetterKind, NewLetter
from services.notify.store import letters


def write_one_time_password(
    tx: Session,
    event: OneTimePasswordIssued,
    event_id: EventId,
    *,
    occurred_at: datetime,
) -> None:
    """Write the letter; it goes out before all others, or not at all."""
    letter = NewLetter(
        kind=LetterKind.ONE_TIME_PASSWORD,
        event_id=event_id,
        reader=event.staff_id,
        campaign_id=event.campaign_id,
        email=event.email,
        secret=event.one_time_password,
        expires_at=event.expires_at,
        facts=SignInFacts(
            site=event.site,
            place_name=event.place_name,
            issued_at=occurred_at,
            expires_at=event.expires_at,
            device=event.device,
        ),
    )
    letters.write(tx, letter, at=clock.now(tx))
