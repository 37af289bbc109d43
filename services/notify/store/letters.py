"""Letters: written once, leased to one worker at a time, sent or given up."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from machiken.confidential import Sealed
from machiken.contracts.wire import to_wire
from services.notify.domain.letters import (
    EXPIRED,
    URGENT,
    DueLetter,
    Failure,
    LetterKind,
    NewLetter,
)
from services.notify.store.campaigns import SENDER, sender_in
from services.notify.store.tables import CAMPAIGN, CONTACT, LETTER

WAITS = and_(LETTER.c.sent_at.is_(None), LETTER.c.given_up_at.is_(None))


def write(tx: Session, letter: NewLetter, *, at: datetime) -> None:
    """Write a letter down, unless this event has written it to this reader before."""
    written = insert(LETTER).values(
        letter_id=uuid4(),
        kind=letter.kind,
        urgent=letter.kind in URGENT,
        event_id=letter.event_id,
        reader=letter.reader,
        campaign_id=letter.campaign_id,
        email=letter.email,
        facts=to_wire(letter.facts),
        secret=letter.secret,
        written_at=at,
        due_at=at,
        expires_at=letter.expires_at,
    )
    tx.execute(written.on_conflict_do_nothing())


def give_up_expired(tx: Session, *, urgent: bool, at: datetime) -> int:
    """Give up the letters that would come too late, and return how many."""
    late = and_(LETTER.c.urgent.is_(urgent), LETTER.c.expires_at <= at)
    ended = {**_end(given_up_at=at), "failure": EXPIRED}
    given_up = update(LETTER).where(late, _is_free(at)).values(ended)
    return len(tx.execute(given_up.returning(LETTER.c.letter_id)).all())


def lease(
    tx: Session, *, urgent: bool, limit: int, at: datetime, until: datetime
) -> list[DueLetter]:
    """Return letters that are due, ours alone until `until`, oldest first.

    A lease, not a lock: a slow mail server must not hold rows. A letter waits until
    its campaign and its reader's address are known.
    """
    due = (
        _with_reader()
        .where(_is_free(at), LETTER.c.urgent.is_(urgent), LETTER.c.due_at <= at)
        .order_by(LETTER.c.due_at, LETTER.c.letter_id)
        .limit(limit)
        .with_for_update(skip_locked=True, of=LETTER)
    )
    batch = [_due(row, until) for row in tx.execute(due)]
    ours = LETTER.c.letter_id.in_([letter.letter_id for letter in batch])
    tx.execute(update(LETTER).where(ours).values(leased_until=until))
    return batch


def is_still_ours(tx: Session, letter: DueLetter, *, at: datetime) -> bool:
    """Return whether a leased letter may go out now: not taken over, not too late.

    Where the worker was frozen, another may have sent it in the meantime.
    """
    found = select(LETTER.c.letter_id).where(
        _ours(letter),
        LETTER.c.leased_until > at,
        or_(LETTER.c.expires_at.is_(None), LETTER.c.expires_at > at),
    )
    return tx.execute(found).first() is not None


def keep_message_id(tx: Session, letter: DueLetter, message_id: str) -> str:
    """Return the id by which this letter's mail is known, the first one for ever."""
    first = func.coalesce(LETTER.c.message_id, message_id)
    kept = update(LETTER).where(LETTER.c.letter_id == letter.letter_id)
    known_as: str = tx.execute(
        kept.values(message_id=first).returning(LETTER.c.message_id)
    ).scalar_one()
    return known_as


def sent(tx: Session, letter: DueLetter, *, at: datetime) -> None:
    """Note that the mail server took the letter, and erase its secret."""
    waiting = and_(WAITS, LETTER.c.letter_id == letter.letter_id)
    tx.execute(update(LETTER).where(waiting).values(_end(sent_at=at)))


def put_off(
    tx: Session, letter: DueLetter, failure: Failure, *, due_at: datetime
) -> None:
    """Count a failure, and let the letter rest."""
    noted = _noted(letter, failure)
    rests = {"tries": LETTER.c.tries + 1, "due_at": due_at, "leased_until": None}
    tx.execute(update(LETTER).where(_ours(letter)).values({**noted, **rests}))


def give_up(tx: Session, letter: DueLetter, failure: Failure, *, at: datetime) -> None:
    """Count the last failure, stop trying, and erase the secret."""
    ended = {**_end(given_up_at=at), "tries": LETTER.c.tries + 1}
    noted = _noted(letter, failure)
    tx.execute(update(LETTER).where(_ours(letter)).values({**noted, **ended}))


def release(tx: Session, letter: DueLetter) -> None:
    """Hand back a letter that was not tried."""
    tx.execute(update(LETTER).where(_ours(letter)).values(leased_until=None))


def _with_reader() -> Select[Any]:
    address = func.coalesce(LETTER.c.email, CONTACT.c.email)
    return (
        select(LETTER, address.label("address"), *SENDER)
        .outerjoin(CAMPAIGN, CAMPAIGN.c.campaign_id == LETTER.c.campaign_id)
        .outerjoin(CONTACT, CONTACT.c.staff_id == LETTER.c.reader)
        .where(address.is_not(None))
        .where(LETTER.c.campaign_id.is_not_distinct_from(CAMPAIGN.c.campaign_id))
    )


def _due(row: Row[Any], until: datetime) -> DueLetter:
    return DueLetter(
        letter_id=row.letter_id,
        kind=LetterKind(row.kind),
        email=row.address,
        sender=sender_in(row) if row.campaign_id else None,
        facts=row.facts,
        secret=None if row.secret is None else Sealed(row.secret),
        written_at=row.written_at,
        tries=row.tries,
        resent=row.resent,
        refused_at=row.refused_at,
        leased_until=until,
    )


def _is_free(at: datetime) -> ColumnElement[bool]:
    unleased = or_(LETTER.c.leased_until.is_(None), LETTER.c.leased_until <= at)
    return and_(WAITS, unleased)


def _ours(letter: DueLetter) -> ColumnElement[bool]:
    return and_(
        WAITS,
        LETTER.c.letter_id == letter.letter_id,
        LETTER.c.leased_until == letter.leased_until,
    )


def _noted(letter: DueLetter, failure: Failure) -> dict[str, Any]:
    first = letter.refused_at or failure.refused_at
    return {"failure": failure.reason, "refused_at": first}


def _end(**moment: datetime) -> dict[str, Any]:
    return {**moment, "secret": None, "leased_until": None}
