"""What notify keeps of people who change: whom it writes to, and where."""

from typing import Any

from sqlalchemy import select

from machiken.contracts.auth import (
    AccountNews,
    AccountTouched,
    MailAddressChanged,
    MailChangeAsked,
    RepresentativeChanged,
)
from machiken.database import Transactions
from services.notify.store.tables import CONTACT, LETTER, MERCHANT
from tests.notify.hearing import tell
from tests.notify.town import (
    BAKERY,
    CAMPAIGN,
    ENVELOPE,
    HANAKO,
    LATER,
    TARO,
    invitation,
    merchant,
    payment,
)

NEW = "hanako@new.example"
_NEWS = "account_news"
ASKED = MailChangeAsked(
    staff_id=HANAKO,
    email=NEW,
    login_id="hanako01",
    campaign_id=CAMPAIGN,
    place_name="木ノ町ベーカリー",
    code=ENVELOPE.seal("A7K2Q-9XM4T"),
    expires_at=LATER,
)
MOVED = MailAddressChanged(
    staff_id=HANAKO,
    email=NEW,
    masked_email="h•••@new.example",
    email_before="hanako@bakery.example",
    login_id="hanako01",
    campaign_id=CAMPAIGN,
    place_name="木ノ町ベーカリー",
    device="iPhone の Safari",
)
MOVED_HERE = AccountTouched(
    staff_id=HANAKO,
    news=AccountNews.MAIL_MOVED_HERE,
    email=NEW,
    login_id="hanako01",
    campaign_id=CAMPAIGN,
    place_name="木ノ町ベーカリー",
)
PROPOSED = AccountTouched(
    staff_id=HANAKO,
    news=AccountNews.MAIL_CHANGE_PROPOSED,
    email="hanako@bakery.example",
    login_id="hanako01",
    campaign_id=CAMPAIGN,
    place_name="木ノ町ベーカリー",
    new_email="h•••@new.example",
)
NAMED = RepresentativeChanged(
    campaign_id=CAMPAIGN,
    merchant_id=BAKERY,
    merchant_name="木ノ町ベーカリー",
    representative_id=TARO,
)


def test_the_code_goes_to_the_new_address_at_once(notify_db: Transactions) -> None:
    tell(notify_db, invitation(), ASKED)

    (letter,) = _letters(notify_db, "mail_change_code")
    assert (letter.email, letter.urgent) == (NEW, True)
    assert "A7K2Q" not in repr(letter.facts)
    assert _contact(notify_db) == "hanako@bakery.example"


def test_the_old_address_is_told_and_the_new_one_kept(notify_db: Transactions) -> None:
    tell(notify_db, invitation(), MOVED, MOVED)

    (letter,) = _letters(notify_db, _NEWS)
    assert letter.email == "hanako@bakery.example"
    assert letter.facts["new_email"] == "h•••@new.example"
    assert letter.facts["device"] == "iPhone の Safari"
    assert _contact(notify_db) == NEW


def test_the_new_address_is_told_that_it_serves_an_account(
    notify_db: Transactions,
) -> None:
    tell(notify_db, invitation(), MOVED, MOVED_HERE)

    told = {each.email: each.facts["news"] for each in _letters(notify_db, _NEWS)}
    assert told == {"hanako@bakery.example": "mail_changed", NEW: "mail_moved_here"}


def test_the_present_address_is_told_what_was_proposed_and_stays(
    notify_db: Transactions,
) -> None:
    tell(notify_db, invitation(), PROPOSED)

    (letter,) = _letters(notify_db, _NEWS)
    assert letter.email == "hanako@bakery.example"
    assert letter.facts["new_email"] == "h•••@new.example"
    assert NEW not in repr(letter.facts)
    assert _contact(notify_db) == "hanako@bakery.example"


def test_an_invitation_heard_late_does_not_bring_the_old_address_back(
    notify_db: Transactions,
) -> None:
    tell(notify_db, MOVED, invitation())

    assert _contact(notify_db) == NEW


def test_payments_are_told_to_who_represents_the_merchant_now(
    notify_db: Transactions,
) -> None:
    tell(notify_db, merchant(), NAMED, payment(by=None))

    assert [each.reader for each in _letters(notify_db, "payment_completed")] == [TARO]


def test_a_change_may_be_heard_before_the_merchant(notify_db: Transactions) -> None:
    tell(notify_db, NAMED, merchant())

    with notify_db.begin() as tx:
        assert tx.scalar(select(MERCHANT.c.representative_id)) == TARO


def _letters(db: Transactions, kind: str) -> list[Any]:
    with db.begin() as tx:
        return list(tx.execute(select(LETTER).where(LETTER.c.kind == kind)))


def _contact(db: Transactions) -> str | None:
    with db.begin() as tx:
        return tx.scalar(select(CONTACT.c.email).where(CONTACT.c.staff_id == HANAKO))
