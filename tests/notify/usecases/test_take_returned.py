"""A mail that came back is seen on its letter, and sent again by one click."""

import pytest
from sqlalchemy import select

from machiken.contracts.notify import (
    FindLetters,
    LetterState,
    LetterUnknown,
    LetterView,
    ResendLetter,
    TakeReturned,
)
from machiken.database import Transactions
from services.notify.store.tables import AUDIT
from services.notify.usecases.deliver import Desk
from services.notify.usecases.find_letters import find_letters
from services.notify.usecases.resend_letter import resend_letter
from services.notify.usecases.show_letters import show_letters
from services.notify.usecases.take_returned import take_returned
from tests.notify.hearing import tell
from tests.notify.returning import report
from tests.notify.sink import Sink
from tests.notify.town import ISSUER, campaign, merchant, payment, staff_invitation
from tests.notify.usecases.test_resend_letter import CLERK
from tests.notify.waiting import deliver_all

READER = "taro@bakery.example"


def take(db: Transactions, message_id: str) -> LetterView:
    with db.begin() as tx:
        return take_returned(tx, TakeReturned(content=report(message_id)), CLERK)


def states(db: Transactions, state: LetterState) -> list[LetterState]:
    with db.begin() as tx:
        found = find_letters(tx, FindLetters(issuer_code=ISSUER, state=state))
    return [each.state for each in found.letters]


@pytest.fixture
def message_id(desk: Desk, sink: Sink) -> str:
    """Send a letter; return the id of its mail."""
    tell(desk.db, campaign(), merchant(), staff_invitation(), payment())
    deliver_all(desk)
    return str(sink.to(READER)[-1]["Message-ID"])


def test_the_letter_says_that_it_came_back_and_why(desk: Desk, message_id: str) -> None:
    letter = take(desk.db, message_id)

    assert (letter.state, letter.failure) == (LetterState.RETURNED, "5.1.1")
    assert letter.email == READER
    assert letter.ended_at is not None
    assert states(desk.db, LetterState.RETURNED) == [LetterState.RETURNED]
    assert LetterState.RETURNED not in states(desk.db, LetterState.SENT)
    with desk.db.begin() as tx:
        assert show_letters(tx).returned == 1


def test_the_same_report_again_changes_nothing(desk: Desk, message_id: str) -> None:
    first = take(desk.db, message_id)

    assert take(desk.db, message_id) == first
    with desk.db.begin() as tx:
        assert tx.scalars(select(AUDIT.c.happening)).all() == ["letter_returned"]


def test_sent_again_it_is_on_its_way_whatever_is_told_of_the_mail_before(
    desk: Desk, sink: Sink, message_id: str
) -> None:
    letter = take(desk.db, message_id)
    with desk.db.begin() as tx:
        again = resend_letter(tx, ResendLetter(letter_id=letter.letter_id), CLERK)
    assert (again.state, again.failure) == (LetterState.WAITING, "")

    assert take(desk.db, message_id).state is LetterState.WAITING
    deliver_all(desk)
    assert take(desk.db, message_id).state is LetterState.SENT
    newest = str(sink.to(READER)[-1]["Message-ID"])
    assert newest != message_id
    assert take(desk.db, newest).state is LetterState.RETURNED


def test_a_mail_that_nobody_of_us_sent_is_told_so(desk: Desk) -> None:
    foreign = "<00000000-0000-0000-0000-000000000009@kinomachi.example>"

    with pytest.raises(LetterUnknown):
        take(desk.db, foreign)
