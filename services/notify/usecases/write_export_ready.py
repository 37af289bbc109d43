"""A file can be fetched: tell who asked for it."""

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.settlement import ExportReady
from machiken.ids import EventId
from services.notify.domain.facts import ExportFacts
from services.notify.domain.letters import LetterKind, NewLetter
from services.notify.store import letters


def write_export_ready(tx: Session, event: ExportReady, event_id: EventId) -> None:
    """Write the letter, which goes to the address that its reader has by then."""
    letter = NewLetter(
        kind=LetterKind.EXPORT_READY,
        event_id=event_id,
        reader=event.staff_id,
        campaign_id=event.campaign_id,
        facts=ExportFacts(
            receipt_no=event.receipt_no,
            first_on=event.first_on,
            last_on=event.last_on,
            rows=event.rows,
            expires_at=event.expires_at,
        ),
    )
    letters.write(tx, letter, at=clock.now(tx))
