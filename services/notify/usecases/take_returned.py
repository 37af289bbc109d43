"""A mail came back: note it on its letter, so that somebody sees to the address."""

import structlog
from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.actor import Actor
from machiken.contracts.notify import (
    LetterUnknown,
    LetterView,
    NotifyAct,
    TakeReturned,
)
from services.notify.domain import returned
from services.notify.store import acts, letter_record

log = structlog.get_logger()


def take_returned(tx: Session, request: TakeReturned, actor: Actor) -> LetterView:
    """Return the letter, noted as returned with the reason.

    The same report again changes nothing, and neither does a late one of a letter that
    was sent again. Raises `ReturnUnreadable`, `LetterUnknown`.
    """
    told = returned.read(request.content)
    letter = letter_record.lock(tx, told.letter_id)
    if letter is None:
        raise LetterUnknown
    at = clock.now(tx)
    if letter_record.came_back(tx, told, at=at):
        act = acts.on_letter(NotifyAct.LETTER_RETURNED, told.letter_id)
        acts.note(tx, act, actor, at=at)
        log.warning("notify.letter_returned", letter_id=str(told.letter_id))
    now = letter_record.lock(tx, told.letter_id)
    assert now is not None, "it is locked"
    return now
