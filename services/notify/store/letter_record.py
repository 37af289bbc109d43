"""The record of letters, for whoever looks after them; never their secrets."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, func, select, update
from sqlalchemy.orm import Session

from machiken.contracts.auth import Site
from machiken.contracts.notify import (
    LETTERS_A_PAGE,
    LetterAccount,
    LetterState,
    LetterView,
)
from machiken.ids import CampaignId
from services.notify.domain.letters import LetterKind
from services.notify.domain.resending import WITH_PASSWORD, resending
from services.notify.domain.returned import Returned
from services.notify.store.letters import WAITS
from services.notify.store.tables import CONTACT, LETTER

_STATES = {
    LetterState.WAITING: WAITS,
    LetterState.SENT: and_(
        LETTER.c.sent_at.is_not(None), LETTER.c.returned_at.is_(None)
    ),
    LetterState.RETURNED: LETTER.c.returned_at.is_not(None),
    LetterState.GIVEN_UP: LETTER.c.given_up_at.is_not(None),
}


def find(
    tx: Session, campaign_id: CampaignId | None, state: LetterState | None, *, page: int
) -> tuple[list[LetterView], bool]:
    """Return a page of letters, the latest first, and whether there is another."""
    found = _with_address().where(
        LETTER.c.campaign_id.is_not_distinct_from(campaign_id)
    )
    if state is not None:
        found = found.where(_STATES[state])
    found = (
        found.order_by(LETTER.c.written_at.desc(), LETTER.c.letter_id)
        .offset((page - 1) * LETTERS_A_PAGE)
        .limit(LETTERS_A_PAGE + 1)
    )
    rows = tx.execute(found).all()
    shown = [_view(row) for row in rows[:LETTERS_A_PAGE]]
    return shown, len(rows) > LETTERS_A_PAGE


def lock(tx: Session, letter_id: UUID) -> LetterView | None:
    """Return a letter, locked until `tx` ends, or None."""
    found = _with_address().where(LETTER.c.letter_id == letter_id)
    row = tx.execute(found.with_for_update(of=LETTER)).first()
    return None if row is None else _view(row)


def send_again(tx: Session, letter_id: UUID, *, at: datetime) -> None:
    """Have a letter sent from the beginning."""
    tx.execute(_anew(LETTER.c.letter_id == letter_id, at))


def send_now(tx: Session, letter_id: UUID, *, at: datetime) -> None:
    """End the rest of a letter that waits; a worker that has it goes on with it."""
    rested = and_(WAITS, LETTER.c.letter_id == letter_id)
    tx.execute(update(LETTER).where(rested).values(due_at=at, refused_at=None))


def send_given_up_again(
    tx: Session, campaign_id: CampaignId | None, kinds: set[LetterKind], *, at: datetime
) -> int:
    """Have the letters of these kinds sent that were given up; return how many."""
    given_up = and_(
        LETTER.c.campaign_id.is_not_distinct_from(campaign_id),
        LETTER.c.given_up_at.is_not(None),
        LETTER.c.kind.in_(kinds),
    )
    return len(tx.execute(_anew(given_up, at).returning(LETTER.c.letter_id)).all())


def came_back(tx: Session, told: Returned, *, at: datetime) -> bool:
    """Note that a letter came back; return whether it is news, and of its last mail."""
    mail = and_(
        LETTER.c.letter_id == told.letter_id,
        LETTER.c.message_id == told.message_id,
        LETTER.c.sent_at.is_not(None),
        LETTER.c.returned_at.is_(None),
    )
    noted = update(LETTER).where(mail).values(returned_at=at, failure=told.status)
    return tx.execute(noted.returning(LETTER.c.letter_id)).first() is not None


def _anew(which: ColumnElement[bool], at: datetime) -> Any:
    # A new message id: a mail program hides what it has seen before.
    fresh = dict.fromkeys(
        (
            "sent_at",
            "given_up_at",
            "returned_at",
            "refused_at",
            "failure",
            "message_id",
            "expires_at",
        )
    )
    return (
        update(LETTER)
        .where(which)
        .values({**fresh, "tries": 0, "due_at": at, "resent": LETTER.c.resent + 1})
    )


def _with_address() -> Select[Any]:
    address = func.coalesce(LETTER.c.email, CONTACT.c.email, "")
    return select(LETTER, address.label("address")).outerjoin(
        CONTACT, CONTACT.c.staff_id == LETTER.c.reader
    )


def _view(row: Row[Any]) -> LetterView:
    kind = LetterKind(row.kind)
    state = _state(row)
    facts = row.facts
    return LetterView(
        letter_id=row.letter_id,
        kind=kind.value,
        email=row.address,
        about=facts.get("merchant_name") or facts.get("place_name") or "",
        state=state,
        written_at=row.written_at,
        ended_at=row.returned_at or row.sent_at or row.given_up_at,
        next_try_at=row.due_at if state is LetterState.WAITING else None,
        tries=row.tries,
        failure=row.failure or "",
        resent=row.resent,
        resending=resending(kind, state),
        account=_account(kind, facts) if kind in WITH_PASSWORD else None,
    )


def _state(row: Row[Any]) -> LetterState:
    if row.returned_at:
        return LetterState.RETURNED
    if row.sent_at:
        return LetterState.SENT
    return LetterState.GIVEN_UP if row.given_up_at else LetterState.WAITING


def _account(kind: LetterKind, facts: dict[str, Any]) -> LetterAccount:
    of_office = kind is LetterKind.OFFICE_INVITATION
    return LetterAccount(
        site=Site.OFFICE if of_office else Site.SHOP,
        code=facts["merchant_code"] or "",
        login_id=facts["login_id"],
    )
