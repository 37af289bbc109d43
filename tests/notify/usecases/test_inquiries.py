from typing import Any
from uuid import UUID, uuid4

import pytest

from machiken.contracts.actor import NOBODY, Actor, Role
from machiken.contracts.notify import (
    AnswerInquiry,
    AnswerMalformed,
    InquiriesFound,
    InquiriesQuery,
    InquiriesTooMany,
    InquiryKind,
    InquiryMalformed,
    InquiryQuery,
    InquirySent,
    InquirySort,
    InquiryUnknown,
    InquiryView,
    NotifyCampaignUnknown,
    SendInquiry,
)
from machiken.database import Transactions
from machiken.ids import InquiryId, IssuerCode, MerchantCode
from services.notify.domain.inquiries import OF_ONE_ADDRESS_MAX
from services.notify.usecases.answer_inquiry import answer_inquiry
from services.notify.usecases.deliver import Desk
from services.notify.usecases.send_inquiry import send_inquiry
from services.notify.usecases.show_inquiries import show_inquiries, show_inquiry
from tests.notify.hearing import tell
from tests.notify.sink import Sink, words
from tests.notify.town import CAMPAIGN, ISSUER, campaign
from tests.notify.waiting import deliver_all, later

CLERK = Actor(role=Role.OFFICE_CLERK, subject="clerk", login_id="machida1")
EMAIL = "jiro@shop.example"


@pytest.fixture(autouse=True)
def _town(notify_db: Transactions) -> None:
    tell(notify_db, campaign())


def ask(db: Transactions, actor: Actor = NOBODY, **changes: Any) -> InquirySent:
    wanted: dict[str, Any] = {
        "inquiry_id": InquiryId(uuid4()),
        "issuer_code": ISSUER,
        "sort": InquirySort.MERCHANT.value,
        "kind": InquiryKind.SIGN_IN.value,
        "text": "まちの木プレミアム商品券2026\r\nログインできません。",
        "name": "t01 木下 次郎",
        "email": EMAIL,
        "email_again": EMAIL,
    }
    with db.begin() as tx:
        return send_inquiry(tx, SendInquiry(**(wanted | changes)), actor)


def inbox(db: Transactions, *, answered: bool = False) -> InquiriesFound:
    with db.begin() as tx:
        query = InquiriesQuery(issuer_code=ISSUER, answered=answered)
        return show_inquiries(tx, query)


def answer(db: Transactions, number: int, text: str, by: UUID) -> InquiryView:
    wanted = AnswerInquiry(issuer_code=ISSUER, number=number, answer_id=by, text=text)
    with db.begin() as tx:
        return answer_inquiry(tx, wanted, CLERK)


def test_an_inquiry_stands_in_the_inbox_and_its_receipt_goes_out(
    desk: Desk, sink: Sink
) -> None:
    sent = ask(desk.db)
    deliver_all(desk)

    [found] = inbox(desk.db).inquiries
    assert (found.number, found.name) == (sent.number, "t01 木下 次郎")
    assert found.text == "まちの木プレミアム商品券2026\nログインできません。"
    assert found.merchant_code is None, "nobody proved it"
    [mail] = sink.to(EMAIL)
    assert f"お問い合わせ番号：{sent.number}\n" in words(mail)


def test_a_receipt_carries_nothing_that_was_typed(desk: Desk, sink: Sink) -> None:
    ask(desk.db, name="WIN http://spam.example", text="BUY http://spam.example")
    deliver_all(desk)

    [mail] = sink.to(EMAIL)
    assert "spam" not in str(mail["Subject"]) + words(mail)


def test_a_merchant_that_is_signed_in_is_known_by_its_token(
    notify_db: Transactions,
) -> None:
    shop = Actor(
        role=Role.STAFF,
        subject="taro",
        campaign_id=CAMPAIGN,
        issuer_code=ISSUER,
        merchant_code=MerchantCode("t01"),
    )
    ask(notify_db, shop, issuer_code=IssuerCode("XXXXXXXXX"))

    [found] = inbox(notify_db).inquiries
    assert found.merchant_code == "t01"


def test_all_that_is_to_be_mended_is_said_at_once(notify_db: Transactions) -> None:
    with pytest.raises(InquiryMalformed) as refused:
        ask(
            notify_db,
            sort="",
            kind="?",
            text=" ",
            name="あ" * 61,
            email="nobody",
            email_again="anybody",
        )

    assert refused.value.facts["findings"].split() == [
        "sort:missing",
        "kind:missing",
        "text:missing",
        "name:too_long",
        "email:malformed",
        "email_again:differs",
    ]
    assert inbox(notify_db).waiting == 0


@pytest.mark.parametrize(
    ("changes", "finding"),
    [
        ({"email_again": "jiro@shop.exampl"}, "email_again:differs"),
        ({"email": "", "email_again": ""}, "email:missing"),
        ({"email": "a@b", "email_again": "a@b"}, "email:malformed"),
        ({"name": "次郎\r\nBcc: all@town.example"}, "name:malformed"),
        ({"text": "a\x00b"}, "text:malformed"),
        ({"text": "あ" * 2001}, "text:too_long"),
    ],
)
def test_one_thing_that_is_wrong_is_found(
    notify_db: Transactions, changes: dict[str, Any], finding: str
) -> None:
    with pytest.raises(InquiryMalformed) as refused:
        ask(notify_db, **changes)

    assert refused.value.facts["findings"] == finding


def test_the_same_inquiry_again_changes_nothing(desk: Desk, sink: Sink) -> None:
    same = InquiryId(uuid4())
    assert ask(desk.db, inquiry_id=same) == ask(desk.db, inquiry_id=same)
    deliver_all(desk)

    assert inbox(desk.db).waiting == 1
    assert len(sink.mails) == 1


def test_nobody_can_have_an_address_flooded_with_receipts(
    desk: Desk, sink: Sink
) -> None:
    for _ in range(OF_ONE_ADDRESS_MAX):
        ask(desk.db)
    with pytest.raises(InquiriesTooMany):
        ask(desk.db)
    mixed = EMAIL.replace("jiro", "JIRO")
    with pytest.raises(InquiriesTooMany):
        ask(desk.db, email=mixed, email_again=mixed)
    ask(desk.db, email="other@shop.example", email_again="other@shop.example")
    later(desk)
    ask(desk.db)
    deliver_all(desk)

    assert len(sink.mails) == OF_ONE_ADDRESS_MAX + 2


def test_an_answer_goes_by_mail_once_and_closes_the_inquiry(
    desk: Desk, sink: Sink
) -> None:
    number = ask(desk.db).number
    deliver_all(desk)
    by = uuid4()
    answer(desk.db, number, "ID は大文字です。\nお試しください。", by)
    answered = answer(desk.db, number, "ID は大文字です。\nお試しください。", by)
    deliver_all(desk)

    assert inbox(desk.db).waiting == 0
    [closed] = inbox(desk.db, answered=True).inquiries
    assert closed.number == number
    assert [each.answered_by for each in answered.answers] == ["machida1"]
    _, mail = sink.to(EMAIL)
    assert f"お問い合わせへの回答（番号 {number}） / " in mail["Subject"]
    said = words(mail)
    assert said.startswith("t01 木下 次郎 様\n")
    assert "ID は大文字です。\nお試しください。\n" in said
    assert "ログインできません。" in said


def test_what_is_not_there_is_refused(notify_db: Transactions) -> None:
    number = ask(notify_db).number
    with pytest.raises(AnswerMalformed):
        answer(notify_db, number, "  ", uuid4())
    with pytest.raises(InquiryUnknown):
        answer(notify_db, number + 1, "はい。", uuid4())
    with pytest.raises(NotifyCampaignUnknown):
        ask(notify_db, issuer_code=IssuerCode("XXXXXXXXX"))
    elsewhere = InquiryQuery(issuer_code=ISSUER, number=number + 1)
    with notify_db.begin() as tx, pytest.raises(InquiryUnknown):
        show_inquiry(tx, elsewhere)
