import pytest
from sqlalchemy import select

from machiken.contracts.actor import Actor, Role
from machiken.contracts.notify import (
    FindLetters,
    LetterNeedsPassword,
    LetterOver,
    LetterQuery,
    LettersFound,
    LetterState,
    LetterUnknown,
    LetterView,
    NotifyCampaignUnknown,
    ResendGivenUp,
    Resending,
    ResendLetter,
)
from machiken.database import Transactions
from machiken.ids import IssuerCode
from services.notify.store.tables import AUDIT
from services.notify.usecases.deliver import Desk, deliver
from services.notify.usecases.find_letters import find_letter, find_letters
from services.notify.usecases.resend_letter import resend_given_up, resend_letter
from tests.notify.hearing import tell
from tests.notify.sink import Sink, words
from tests.notify.town import (
    ISSUER,
    campaign,
    event_id,
    invitation,
    merchant,
    officer_invitation,
    one_time_password,
    payment,
    staff_invitation,
)
from tests.notify.waiting import deliver_all, later

CLERK = Actor(role=Role.OFFICE_CLERK, subject="clerk")
TOWN = (campaign(), merchant(), invitation(), staff_invitation())


def found(db: Transactions, state: LetterState | None = None) -> LettersFound:
    with db.begin() as tx:
        return find_letters(tx, FindLetters(issuer_code=ISSUER, state=state))


def only(db: Transactions, kind: str) -> LetterView:
    (letter,) = [each for each in found(db).letters if each.kind == kind]
    return letter


def resend(db: Transactions, letter: LetterView) -> LetterView:
    with db.begin() as tx:
        return resend_letter(tx, ResendLetter(letter_id=letter.letter_id), CLERK)


def test_each_letter_is_on_record_without_its_secret(desk: Desk) -> None:
    tell(desk.db, *TOWN, one_time_password())
    deliver_all(desk)

    letter = only(desk.db, "registration")
    assert letter.state is LetterState.SENT
    assert (letter.email, letter.about) == (
        "hanako@bakery.example",
        "木ノ町ベーカリー",
    )
    assert letter.account is not None
    assert letter.account.login_id == "hanako01"
    assert "Himitsu" not in repr(found(desk.db))
    assert "0472" not in repr(found(desk.db))


def test_a_failing_letter_shows_why(desk: Desk, sink: Sink) -> None:
    sink.refuse = lambda _: "451 try later"
    tell(desk.db, *TOWN)
    deliver_all(desk)

    letter = only(desk.db, "registration")
    assert (letter.state, letter.failure, letter.tries) == (
        LetterState.WAITING,
        "451",
        1,
    )


def test_a_letter_that_was_given_up_is_sent_by_one_click(
    desk: Desk, sink: Sink
) -> None:
    tell(desk.db, *TOWN)
    deliver_all(desk)
    sink.refuse = lambda _: "550 unknown"
    tell(desk.db, payment(by=None))
    deliver_all(desk)
    later(desk)
    deliver_all(desk)
    letter = only(desk.db, "payment_completed")
    assert letter.state is LetterState.GIVEN_UP

    sink.refuse = lambda _: None
    again = resend(desk.db, letter)
    deliver_all(desk)

    assert (again.state, again.failure, again.resent) == (LetterState.WAITING, "", 1)
    assert len(sink.to("hanako@bakery.example")) == 2
    with desk.db.begin() as tx:
        assert tx.scalars(select(AUDIT.c.happening)).all() == ["letter_resent"]


def test_all_that_were_given_up_are_sent_by_one_click_but_those_with_passwords(
    desk: Desk, sink: Sink
) -> None:
    sink.refuse = lambda _: "550 unknown"
    tell(desk.db, *TOWN, payment(1), payment(2))
    deliver_all(desk)
    later(desk)
    deliver_all(desk)
    assert len(found(desk.db, LetterState.GIVEN_UP).letters) == 6

    sink.refuse = lambda _: None
    with desk.db.begin() as tx:
        resent = resend_given_up(tx, ResendGivenUp(issuer_code=ISSUER), CLERK)
    deliver_all(desk)

    assert resent.count == 4
    assert len(sink.mails) == 4
    assert len(found(desk.db, LetterState.GIVEN_UP).letters) == 2


def test_a_sent_letter_goes_out_under_a_new_id(desk: Desk, sink: Sink) -> None:
    tell(desk.db, *TOWN, payment(by=None))
    deliver_all(desk)
    resend(desk.db, only(desk.db, "payment_completed"))
    deliver_all(desk)

    mails = [mail for mail in sink.mails if "決済完了" in mail["Subject"]]
    assert len(mails) == 2
    assert len({mail["Message-ID"] for mail in mails}) == 2


def test_a_letter_that_rests_is_sent_at_once(desk: Desk, sink: Sink) -> None:
    sink.refuse = lambda _: "451 try later"
    tell(desk.db, *TOWN)
    deliver_all(desk)
    sink.refuse = lambda _: None
    assert deliver(desk, urgent=False) == 0

    resend(desk.db, only(desk.db, "registration"))

    assert deliver(desk, urgent=False) == 1
    assert "Himitsu-2026" in words(sink.mails[0]), "its secret was kept"


def test_a_password_that_is_erased_cannot_be_sent_again(desk: Desk) -> None:
    tell(desk.db, *TOWN, one_time_password())
    deliver_all(desk)
    letter = only(desk.db, "registration")

    assert letter.resending is Resending.NEW_PASSWORD
    with pytest.raises(LetterNeedsPassword):
        resend(desk.db, letter)
    with pytest.raises(LetterOver):
        resend(desk.db, only(desk.db, "one_time_password"))


def test_the_offices_own_letters_belong_to_no_campaign(desk: Desk) -> None:
    tell(desk.db, *TOWN, officer_invitation())
    with desk.db.begin() as tx:
        own = find_letters(tx, FindLetters(issuer_code=None))

    assert [letter.kind for letter in own.letters] == ["office_invitation"]


def test_pages_of_the_record_follow_each_other(notify_db: Transactions) -> None:
    tell(notify_db, *TOWN, *(payment(number, by=None) for number in range(60)))
    with notify_db.begin() as tx:
        first = find_letters(tx, FindLetters(issuer_code=ISSUER))
        second = find_letters(tx, FindLetters(issuer_code=ISSUER, page=2))

    assert (first.more, second.more) == (True, False)
    ids = {letter.letter_id for letter in (*first.letters, *second.letters)}
    assert len(ids) == 62


def test_nobody_finds_what_is_not_there(notify_db: Transactions) -> None:
    nothing = event_id("nothing")
    with notify_db.begin() as tx, pytest.raises(LetterUnknown):
        find_letter(tx, LetterQuery(letter_id=nothing))
    with notify_db.begin() as tx, pytest.raises(LetterUnknown):
        resend_letter(tx, ResendLetter(letter_id=nothing), CLERK)
    with notify_db.begin() as tx, pytest.raises(NotifyCampaignUnknown):
        find_letters(tx, FindLetters(issuer_code=IssuerCode("XXXXXXXXX")))
