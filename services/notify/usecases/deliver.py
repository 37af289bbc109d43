"""Hand letters that are due to the mail server."""

import time
from collections import deque
from datetime import timedelta
from typing import Final

import structlog

from machiken import clock
from machiken.confidential import CannotOpen
from services.notify.domain.delivery import is_hopeless, wait_after
from services.notify.domain.letters import URGENT, DueLetter, Failure
from services.notify.domain.mail import Unmailable
from services.notify.store import letters
from services.notify.store.mail_server import (
    LetterRefused,
    MailServerAway,
    MailSession,
)
from services.notify.usecases.compose import Desk, compose, writer_of

__all__ = ["Desk", "deliver"]

log = structlog.get_logger()

BATCH_MAX: Final = 20
ROUND_S_MAX: Final = 60.0
URGENT_ROUND_S_MAX: Final = 5.0
# A letter takes five answers of the server at most, each within its time-out. A lease
# outlives the round and its last letter, and not by much: what a dead worker held is
# taken over then.
LETTER_S_MAX: Final = 55.0


def deliver(desk: Desk, *, urgent: bool) -> int:
    """Hand over a batch of due letters in one session; return how many were tried."""
    batch = _leased(desk, urgent=urgent)
    if not batch:
        return 0
    taken = len(batch)
    try:
        with desk.server.session() as session:
            _hand_over(desk, session, batch, within_s=_round_s(urgent=urgent))
    except MailServerAway as away:
        log.warning("notify.mail_server_away", kind=str(away), waiting=taken)
        for letter in batch:
            _put_off(desk, letter, str(away))
        return 0
    _release(desk, batch)
    return taken - len(batch)


def _leased(desk: Desk, *, urgent: bool) -> deque[DueLetter]:
    lease = timedelta(seconds=_round_s(urgent=urgent) + LETTER_S_MAX)
    with desk.db.begin() as tx:
        at = clock.now(tx)
        late = letters.give_up_expired(tx, urgent=urgent, at=at)
        batch = letters.lease(
            tx, urgent=urgent, limit=BATCH_MAX, at=at, until=at + lease
        )
    if late:
        log.warning("notify.letters_expired", count=late)
    return deque(batch)


def _round_s(*, urgent: bool) -> float:
    return URGENT_ROUND_S_MAX if urgent else ROUND_S_MAX


def _hand_over(
    desk: Desk, session: MailSession, batch: deque[DueLetter], *, within_s: float
) -> None:
    """Take letters off the batch for as long as the session and the time last."""
    stops_at = time.monotonic() + within_s
    while batch and time.monotonic() < stops_at:
        letter = batch.popleft()
        try:
            _hand_over_one(desk, session, letter)
        except MailServerAway as away:
            # It may lie at this letter: the others are not made to wait for it.
            log.warning("notify.session_lost", kind=str(away))
            _refuse(desk, letter, str(away), for_good=False)
            return


def _hand_over_one(desk: Desk, session: MailSession, letter: DueLetter) -> None:
    try:
        mail = compose(desk, letter)
        if mail is None:
            return
        session.send(mail, writer=writer_of(desk, letter), reader=letter.email)
    except (Unmailable, CannotOpen, LetterRefused) as error:
        reason = f"{type(error).__name__} {error}".strip()
        log.warning(
            "notify.letter_refused",
            letter_id=str(letter.letter_id),
            kind=letter.kind.value,
            reason=reason,
        )
        for_good = isinstance(error, LetterRefused) and error.for_good
        said = str(error) if isinstance(error, LetterRefused) else reason
        _refuse(desk, letter, said, for_good=for_good)
        return
    with desk.db.begin() as tx:
        letters.sent(tx, letter, at=clock.now(tx))


def _refuse(desk: Desk, letter: DueLetter, reason: str, *, for_good: bool) -> None:
    """Put the letter off, or give it up where it was refused for long enough."""
    with desk.db.begin() as tx:
        at = clock.now(tx)
        failure = Failure(reason=reason, refused_at=at)
        refused_for = at - (letter.refused_at or at)
        if is_hopeless(refused_for, for_good=for_good):
            letters.give_up(tx, letter, failure, at=at)
            log.error("notify.letter_given_up", letter_id=str(letter.letter_id))
            return
        rest = wait_after(
            letter.tries + 1, urgent=letter.kind in URGENT, for_good=for_good
        )
        letters.put_off(tx, letter, failure, due_at=at + rest)


def _put_off(desk: Desk, letter: DueLetter, reason: str) -> None:
    """Let the letter rest: nobody was there to take it, however long that lasts."""
    with desk.db.begin() as tx:
        rest = wait_after(letter.tries + 1, urgent=letter.kind in URGENT)
        failure = Failure(reason=reason, refused_at=None)
        letters.put_off(tx, letter, failure, due_at=clock.now(tx) + rest)


def _release(desk: Desk, batch: deque[DueLetter]) -> None:
    with desk.db.begin() as tx:
        for letter in batch:
            letters.release(tx, letter)
