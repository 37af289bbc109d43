"""What the office does to letters, notices and inquiries is written down with it."""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import ProgrammingError

from machiken.contracts.notify import (
    FindLetters,
    LetterUnknown,
    NotifyAct,
    ResendGivenUp,
    ResendLetter,
    TakeReturned,
)
from machiken.database import Transactions
from services.notify.store.tables import AUDIT, LETTER
from services.notify.usecases.deliver import Desk
from services.notify.usecases.find_letters import find_letters
from services.notify.usecases.resend_letter import resend_given_up, resend_letter
from services.notify.usecases.take_returned import take_returned
from tests.gateway.wording import unworded
from tests.notify.hearing import tell
from tests.notify.returning import report
from tests.notify.town import ISSUER, campaign, invitation, merchant, payment
from tests.notify.usecases.test_inquiries import answer, ask
from tests.notify.usecases.test_notices import CLERK, publish, withdraw
from tests.notify.waiting import deliver_all

TOWN: Final = (campaign(), merchant(), payment(1))


def _resend(desk: Desk) -> None:
    deliver_all(desk)
    with desk.db.begin() as tx:
        letter = find_letters(tx, FindLetters(issuer_code=ISSUER)).letters[0]
    with desk.db.begin() as tx:
        resend_letter(tx, ResendLetter(letter_id=letter.letter_id), CLERK)


def _resend_given_up(desk: Desk) -> None:
    with desk.db.begin() as tx:
        resend_given_up(tx, ResendGivenUp(issuer_code=ISSUER), CLERK)


def _take_returned(desk: Desk) -> None:
    tell(desk.db, invitation())
    deliver_all(desk)
    sent = select(LETTER.c.message_id).where(LETTER.c.kind == "registration")
    with desk.db.begin() as tx:
        message_id = tx.scalars(sent).one()
    with desk.db.begin() as tx:
        take_returned(tx, TakeReturned(content=report(message_id)), CLERK)


ACTS: Final[dict[str, tuple[NotifyAct, Callable[[Desk], Any]]]] = {
    "publish_notice": (NotifyAct.NOTICE_PUBLISHED, lambda desk: publish(desk.db)),
    "withdraw_notice": (
        NotifyAct.NOTICE_WITHDRAWN,
        lambda desk: (publish(desk.db), withdraw(desk.db)),
    ),
    "answer_inquiry": (
        NotifyAct.INQUIRY_ANSWERED,
        lambda desk: answer(desk.db, ask(desk.db).number, "はい。", UUID(int=9)),
    ),
    "resend_letter": (NotifyAct.LETTER_RESENT, _resend),
    "take_returned": (NotifyAct.LETTER_RETURNED, _take_returned),
    "resend_given_up": (NotifyAct.GIVEN_UP_RESENT, _resend_given_up),
}
"""Each verb by which the office changes something here, and what its row says."""


@pytest.mark.parametrize("verb", ACTS)
def test_an_act_leaves_a_row_that_says_who_did_what(desk: Desk, verb: str) -> None:
    happening, act = ACTS[verb]
    tell(desk.db, *TOWN)

    act(desk)

    [row] = [row for row in rows(desk.db) if row["happening"] == happening]
    who = (row["actor_role"], row["actor"], row["login_id"])
    assert who == ("office_clerk", "clerk", "machida1")
    kind, _, name = row["object"].partition(" ")
    assert name
    assert (
        unworded([f"object.{kind}", *(f"fact.{each}" for each in row["facts"])]) == []
    )


def test_a_refused_act_leaves_no_row(notify_db: Transactions) -> None:
    with pytest.raises(LetterUnknown), notify_db.begin() as tx:
        resend_letter(tx, ResendLetter(letter_id=UUID(int=99)), CLERK)

    assert rows(notify_db) == []


def test_the_service_can_not_change_the_record(notify_db: Transactions) -> None:
    with pytest.raises(ProgrammingError), notify_db.begin() as tx:
        tx.execute(update(AUDIT).values(actor="nobody"))
    with pytest.raises(ProgrammingError), notify_db.begin() as tx:
        tx.execute(delete(AUDIT))


def rows(db: Transactions) -> list[dict[str, Any]]:
    """Return the whole record, as it lies."""
    with db.begin() as tx:
        found = tx.execute(select(AUDIT).order_by(AUDIT.c.audit_id)).mappings()
        return [dict(row) for row in found]
