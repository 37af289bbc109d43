"""Hand letters that are due to the mail server."""

import time
from collections import deque
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from typing import Final

import structlog

from machiken import clock
from machiken.confidential import CannotOpen, Envelope
from machiken.contracts.wire import from_wire
from machiken.database import Transactions
from services.notify.domain import mail as mails
from services.notify.domain.delivery import is_hopeless, wait_after
from services.notify.domain.letters import FACTS_OF, URGENT, DueLetter
from services.notify.domain.mail import Unmailable
from services.notify.domain.texts.common import Sites
from services.notify.domain.writing import Material, prose_of
from services.notify.store import letters
from services.notify.store.mail_server import (
    LetterRefused,
    MailServer,
    MailServerAway,
    MailSession,
)

log = structlog.get_logger()

BATCH_MAX: Final = 20
ROUND_S_MAX: Final = 60.0
URGENT_ROUND_S_MAX: Final = 5.0
# A letter takes five answers of the server at most, each within its time-out. A lease
# outlives the round and its last letter, and not by much: what a dead worker held is
# taken over then.
LETTER_S_MAX: Final = 55.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What a letter needs to become a mail, and where it is handed over."""

    db: Transactions
    server: MailServer
    envelope: Envelope
    sites: Sites
    office_mail_from: str


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
            _put_off(desk, letter)
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
            _put_off(desk, letter)
            return


def _hand_over_one(desk: Desk, session: MailSession, letter: DueLetter) -> None:
    try:
        mail = _mail(desk, letter)
        if mail is None:
            return
        session.send(mail, writer=_writer(desk, letter), reader=letter.email)
    except (Unmailable, CannotOpen, LetterRefused) as error:
        log.warning(
            "notify.letter_refused",
            letter_id=str(letter.letter_id),
            kind=letter.kind.value,
            reason=f"{type(error).__name__} {error}",
        )
        _put_off(desk, letter)
        return
    with desk.db.begin() as tx:
        letters.sent(tx, letter, at=clock.now(tx))


def _mail(desk: Desk, letter: DueLetter) -> EmailMessage | None:
    writer = _writer(desk, letter)
    material = Material(
        kind=letter.kind,
        facts=from_wire(FACTS_OF[letter.kind], letter.facts),
        secret=None if letter.secret is None else desk.envelope.open(letter.secret),
        sender=letter.sender,
    )
    prose = prose_of(material, desk.sites)
    with desk.db.begin() as tx:
        if not letters.is_still_ours(tx, letter, at=clock.now(tx)):
            return None
        new_id = mails.message_id(letter.letter_id, writer)
        message_id = letters.keep_message_id(tx, letter, new_id)
    name = letter.sender.issuer_name if letter.sender else "商品券事務局"
    return mails.mail(
        prose,
        mails.Envelope(
            writer_name=name,
            writer=writer,
            reader=letter.email,
            message_id=message_id,
            written_at=letter.written_at,
        ),
    )


def _writer(desk: Desk, letter: DueLetter) -> str:
    return letter.sender.mail_from if letter.sender else desk.office_mail_from


def _put_off(desk: Desk, letter: DueLetter) -> None:
    tries = letter.tries + 1
    with desk.db.begin() as tx:
        at = clock.now(tx)
        if is_hopeless(tries):
            letters.give_up(tx, letter, at=at)
            log.error("notify.letter_given_up", letter_id=str(letter.letter_id))
        else:
            rest = wait_after(tries, urgent=letter.kind in URGENT)
            letters.put_off(tx, letter, due_at=at + rest)


def _release(desk: Desk, batch: deque[DueLetter]) -> None:
    with desk.db.begin() as tx:
        for letter in batch:
            letters.release(tx, letter)
