"""How the mail is doing, in numbers."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from machiken.contracts.notify import LettersView
from services.notify.store.letters import WAITS
from services.notify.store.tables import LETTER


def view(tx: Session, *, at: datetime) -> LettersView:
    """Return how many letters wait, left and gave up, and for how long they wait."""
    waiting, sent, given_up, returned, oldest_at = tx.execute(
        select(
            func.count().filter(WAITS),
            func.count(LETTER.c.sent_at),
            func.count(LETTER.c.given_up_at),
            func.count(LETTER.c.returned_at),
            func.min(LETTER.c.written_at).filter(WAITS),
        )
    ).one()
    waits_s = (at - oldest_at).total_seconds() if oldest_at else 0
    return LettersView(
        waiting=waiting,
        sent=sent,
        given_up=given_up,
        returned=returned,
        oldest_waiting_s=max(0, int(waits_s)),
        by_kind=_by_kind(tx),
        repeated=_repeated(tx),
    )


def _by_kind(tx: Session) -> dict[str, int]:
    sent = select(LETTER.c.kind, func.count()).where(LETTER.c.sent_at.is_not(None))
    return dict(tx.execute(sent.group_by(LETTER.c.kind)).all())


def _repeated(tx: Session) -> int:
    twice = (
        select(LETTER.c.event_id)
        .group_by(LETTER.c.event_id, LETTER.c.reader)
        .having(func.count() > 1)
        .subquery()
    )
    return tx.scalar(select(func.count()).select_from(twice)) or 0
