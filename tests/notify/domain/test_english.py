"""Every letter says the main thing in English, too: as text and as HTML."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

import pytest

from machiken.contracts.actor import Role
from machiken.contracts.auth import AccountNews, Site
from machiken.contracts.notify import InquiryKind
from machiken.contracts.settlement import AccountNewsKind
from machiken.money import Yen
from services.notify.domain.facts import (
    AnswerFacts,
    EndingFacts,
    Facts,
    InquiryFacts,
    MailChangeFacts,
    NewsFacts,
    PayAccountFacts,
    ResetFacts,
    StatementFacts,
)
from services.notify.domain.letters import FACTS_OF, LetterKind
from services.notify.domain.prose import Prose, as_html, as_text
from tests.notify.domain.test_writing import ACCOUNT, PAYMENT, SIGN_IN, written
from tests.notify.town import NOON

SOON: Final = NOON + timedelta(minutes=10)
EXAMPLES: Final[dict[LetterKind, Facts]] = {
    LetterKind.ONE_TIME_PASSWORD: SIGN_IN,
    LetterKind.REGISTRATION: ACCOUNT,
    LetterKind.STAFF_INVITATION: replace(ACCOUNT, role=Role.STAFF),
    LetterKind.OFFICE_INVITATION: replace(ACCOUNT, role=Role.OFFICE_CLERK),
    LetterKind.PAYMENT_COMPLETED: replace(PAYMENT, refunded_at=None),
    LetterKind.REFUND_COMPLETED: PAYMENT,
    LetterKind.RESET_CODE: ResetFacts(
        site=Site.SHOP, place_name="木ノ町ベーカリー", begun_at=NOON, expires_at=SOON
    ),
    LetterKind.ACCOUNT_NEWS: NewsFacts(
        news=AccountNews.PASSWORD_CHANGED,
        place_name="木ノ町ベーカリー",
        login_id="hanako01",
        happened_at=NOON,
        until=None,
    ),
    LetterKind.MAIL_CHANGE_CODE: MailChangeFacts(
        place_name="木ノ町ベーカリー",
        login_id="hanako01",
        begun_at=NOON,
        expires_at=SOON,
    ),
    LetterKind.STATEMENT_READY: StatementFacts(
        merchant_code="t01",
        merchant_name="木ノ町ベーカリー",
        first_on=date(2026, 6, 24),
        last_on=date(2026, 6, 30),
        pay_by=date(2026, 7, 15),
        net=Yen(12_000),
    ),
    LetterKind.PAY_ACCOUNT_NEWS: PayAccountFacts(
        merchant_code="t01",
        merchant_name="木ノ町ベーカリー",
        news=AccountNewsKind.REQUESTED,
        number_tail="567",
        usable_from=None,
    ),
    LetterKind.CAMPAIGN_ENDING: EndingFacts(
        merchant_code="t01",
        merchant_name="木ノ町ベーカリー",
        use_last_on=date(2026, 10, 31),
        redeem_last_on=date(2026, 11, 30),
    ),
    LetterKind.INQUIRY_RECEIVED: InquiryFacts(
        number=7, kind=InquiryKind.SIGN_IN, sent_at=NOON
    ),
    LetterKind.INQUIRY_ANSWERED: AnswerFacts(
        number=7,
        name="鶴巻",
        sent_at=NOON,
        question=("忘れました。",),
        answer=("認定証をご覧ください。",),
    ),
}


def letter(kind: LetterKind) -> Prose:
    return written(kind, EXAMPLES[kind], "A7K2Q-9XM4T")


def test_all_kinds_and_all_facts_have_an_example() -> None:
    assert set(EXAMPLES) == set(LetterKind) == set(FACTS_OF)
    assert {type(each) for each in EXAMPLES.values()} >= set(FACTS_OF.values())


@pytest.mark.parametrize("kind", LetterKind)
def test_every_letter_says_the_main_thing_in_english_once(kind: LetterKind) -> None:
    prose = letter(kind)

    for said in (as_text(prose), as_html(prose)):
        assert said.count("In English: ") == 1
        english = said.partition("In English: ")[2]
        assert len(english.partition(".")[0].split()) > 4


@pytest.mark.parametrize("kind", LetterKind)
def test_the_japanese_comes_first_and_no_secret_is_told_twice(kind: LetterKind) -> None:
    text = as_text(letter(kind))

    before, _, english = text.partition("In English: ")
    assert any("\u3040" <= sign <= "\u30ff" for sign in before)
    assert "A7K2Q" not in english


def test_money_and_days_are_told_without_japanese() -> None:
    paid = as_text(letter(LetterKind.PAYMENT_COMPLETED))
    ready = as_text(letter(LetterKind.STATEMENT_READY))

    assert f"the payment {PAYMENT.payment_no} of 12,000 yen" in paid
    assert "statement of 2026-06-24 to 2026-06-30 is ready: 12,000 yen" in ready
