"""A closed half-month and a changed account are told to whom they concern."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from machiken import clock
from machiken.contracts.settlement import (
    AccountNewsKind,
    ExportReady,
    PayAccountTouched,
    StatementReady,
)
from machiken.contracts.wire import from_wire
from machiken.database import Transactions
from machiken.ids import ExportId, MerchantCode, StatementId
from machiken.money import Yen
from services.notify.domain.letters import FACTS_OF, LetterKind
from services.notify.domain.prose import as_text
from services.notify.store.tables import LETTER, UNADDRESSED
from services.notify.usecases.tell_completion import WATCHED, address_letters
from tests.notify.domain.test_writing import said_by
from tests.notify.hearing import tell
from tests.notify.town import (
    HANAKO,
    LATER,
    NOON,
    SENDER,
    TARO,
    invitation,
    merchant,
    payment,
)
from tests.notify.usecases.test_people_change import MOVED, NAMED

SHOP = payment()
READY = StatementReady(
    statement_id=StatementId(UUID(int=8)),
    campaign_id=SHOP.campaign_id,
    merchant_id=SHOP.merchant_id,
    merchant_code=MerchantCode("t01"),
    first_on=date(2026, 6, 24),
    last_on=date(2026, 6, 30),
    pay_by=date(2026, 7, 15),
    net=Yen(48_000),
)
TOUCHED = PayAccountTouched(
    campaign_id=SHOP.campaign_id,
    merchant_id=SHOP.merchant_id,
    merchant_code=MerchantCode("t01"),
    news=AccountNewsKind.REQUESTED,
    number_tail="567",
    requested_by=TARO,
    usable_from=None,
)


def letters(db: Transactions) -> list[Any]:
    with db.begin() as tx:
        return list(tx.execute(select(LETTER).order_by(LETTER.c.reader)))


def on_accounts(db: Transactions) -> list[Any]:
    return [each for each in letters(db) if each.kind.startswith("pay_account")]


def shortly_after(db: Transactions, later: timedelta = timedelta()) -> None:
    """Let it be so much after people had changed."""
    with db.begin() as tx:
        clock.move(tx, LATER + later - datetime.now(UTC))


def said(letter: Any) -> str:
    kind = LetterKind(letter.kind)
    facts = from_wire(FACTS_OF[kind], letter.facts)
    return as_text(*said_by(SENDER, kind, facts))


def test_a_statement_is_told_to_the_representative_once(
    notify_db: Transactions,
) -> None:
    tell(notify_db, merchant(), READY, READY, READY)

    (letter,) = letters(notify_db)
    assert letter.reader == HANAKO
    text = said(letter)
    assert "48,000円" in text
    assert "2026年6月24日〜2026年6月30日" in text
    assert "2026年7月15日" in text


def test_a_half_month_below_zero_promises_no_payment(notify_db: Transactions) -> None:
    tell(notify_db, merchant(), replace(READY, net=Yen(-1_000)))

    text = said(letters(notify_db)[0])
    assert "今回のお振込みはありません" in text
    assert "2026年7月15日" not in text


def test_who_asked_for_an_account_and_the_representative_are_told(
    notify_db: Transactions,
) -> None:
    tell(notify_db, merchant(), TOUCHED)

    both = letters(notify_db)
    assert {letter.reader for letter in both} == {HANAKO, TARO}
    assert all("…567" in said(letter) for letter in both)


def test_news_of_an_account_goes_to_the_address_before_too(
    notify_db: Transactions,
) -> None:
    shortly_after(notify_db)
    tell(notify_db, merchant(), invitation(), MOVED)
    tell(notify_db, replace(TOUCHED, requested_by=None))

    told = on_accounts(notify_db)
    assert [(each.kind, each.reader, each.email) for each in told] == [
        ("pay_account_news", HANAKO, None),  # where her mails go now
        ("pay_account_warning", HANAKO, MOVED.email_before),
    ]
    assert "…567" in said(told[1])
    assert "お心当たりのないときは" in said(told[1])


def test_news_of_an_account_goes_to_the_representative_before_too(
    notify_db: Transactions,
) -> None:
    shortly_after(notify_db)
    tell(notify_db, merchant(), invitation(), NAMED)
    tell(notify_db, replace(TOUCHED, requested_by=None))

    told = on_accounts(notify_db)
    assert {(each.kind, each.reader) for each in told} == {
        ("pay_account_news", TARO),
        ("pay_account_warning", HANAKO),
    }


def test_who_was_replaced_long_ago_hears_no_more(notify_db: Transactions) -> None:
    shortly_after(notify_db, WATCHED)
    tell(notify_db, merchant(), invitation(), MOVED, NAMED)
    tell(notify_db, replace(TOUCHED, requested_by=None))

    told = on_accounts(notify_db)
    assert [(each.kind, each.reader) for each in told] == [("pay_account_news", TARO)]


def test_a_statement_before_its_merchant_is_told_later(notify_db: Transactions) -> None:
    tell(notify_db, READY)
    assert letters(notify_db) == []
    with notify_db.begin() as tx:
        assert len(tx.execute(select(UNADDRESSED)).all()) == 1

    tell(notify_db, merchant())
    assert address_letters(notify_db) == 1
    assert len(letters(notify_db)) == 1


def test_a_file_that_is_ready_is_told_to_who_asked_alone(
    notify_db: Transactions,
) -> None:
    file = ExportReady(
        export_id=ExportId(UUID(int=9)),
        campaign_id=SHOP.campaign_id,
        staff_id=TARO,
        receipt_no="20260701-000001",
        first_on=date(2026, 6, 24),
        last_on=date(2026, 6, 30),
        rows=1_200,
        expires_at=NOON,
    )

    tell(notify_db, file, merchant(), file)

    (letter,) = letters(notify_db)
    assert letter.reader == TARO
    text = said(letter)
    assert "処理受付番号：20260701-000001" in text
    assert "1,200件" in text
    assert "「ダウンロード」" in text
