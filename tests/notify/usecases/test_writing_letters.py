from typing import Any

from sqlalchemy import select

from machiken.database import Transactions
from services.notify.store.tables import CONTACT, LETTER, UNADDRESSED
from services.notify.usecases.show_letters import show_letters
from services.notify.usecases.tell_completion import address_letters
from tests.notify.hearing import tell
from tests.notify.town import (
    HANAKO,
    TARO,
    event_id,
    invitation,
    merchant,
    one_time_password,
    payment,
    refund,
)


def letters(db: Transactions) -> list[Any]:
    with db.begin() as tx:
        return list(tx.execute(select(LETTER).order_by(LETTER.c.kind, LETTER.c.reader)))


def test_an_invitation_gives_an_address_and_a_letter(notify_db: Transactions) -> None:
    tell(notify_db, invitation())

    (letter,) = letters(notify_db)
    assert (letter.kind, letter.reader, letter.urgent) == (
        "registration",
        HANAKO,
        False,
    )
    with notify_db.begin() as tx:
        assert tx.scalar(select(CONTACT.c.email)) == "hanako@bakery.example"


def test_no_secret_lies_in_clear(notify_db: Transactions) -> None:
    tell(notify_db, invitation(), one_time_password("0472"))

    for letter in letters(notify_db):
        assert letter.secret is not None
        assert "Himitsu-2026" not in repr(letter)
        assert "0472" not in repr(letter.facts)


def test_a_one_time_password_is_urgent_and_expires(notify_db: Transactions) -> None:
    issued = one_time_password()
    tell(notify_db, issued)

    (letter,) = letters(notify_db)
    assert letter.urgent
    assert letter.expires_at == issued.expires_at


def test_the_same_event_thrice_is_one_letter_to_each(notify_db: Transactions) -> None:
    tell(notify_db, merchant())
    tell(notify_db, payment(), payment(), payment(), refund(payment()))

    assert [letter.reader for letter in letters(notify_db)] == [HANAKO, TARO] * 2
    with notify_db.begin() as tx:
        view = show_letters(tx)
    assert (view.waiting, view.sent, view.repeated) == (4, 0, 0)


def test_a_payment_waits_for_its_merchant(notify_db: Transactions) -> None:
    tell(notify_db, payment(), payment())
    assert address_letters(notify_db) == 0
    assert letters(notify_db) == []

    tell(notify_db, merchant())

    assert address_letters(notify_db) == 1
    written = letters(notify_db)
    assert [letter.reader for letter in written] == [HANAKO, TARO]
    assert written[0].facts["merchant_name"] == "木ノ町ベーカリー"
    assert written[0].event_id == event_id(repr(payment()))
    with notify_db.begin() as tx:
        assert tx.execute(select(UNADDRESSED)).first() is None
