"""Made-up facts for each kind of letter, by which the office sees it beforehand."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Final

from machiken.contracts.actor import Role
from machiken.contracts.auth import AccountNews, Site
from machiken.contracts.notify import InquiryKind
from machiken.contracts.settlement import AccountNewsKind
from machiken.money import Yen
from services.notify.domain.facts import (
    AccountFacts,
    AnswerFacts,
    EndingFacts,
    ExportFacts,
    Facts,
    InquiryFacts,
    MailChangeFacts,
    NewsFacts,
    PayAccountFacts,
    PaymentFacts,
    ResetFacts,
    SignInFacts,
    StatementFacts,
)
from services.notify.domain.letters import LetterKind

SECRET: Final = "0000-MIHON"  # noqa: S105 - opens nothing
"""What a sample has in the place of a password or a code."""
SHOP: Final = "木ノ町ベーカリー"
_NOON: Final = datetime(2026, 6, 24, 3, 0, tzinfo=UTC)
_FIRST_ON: Final = date(2026, 6, 24)
_LAST_ON: Final = date(2026, 6, 30)
_ACCOUNT: Final = AccountFacts(
    role=Role.REPRESENTATIVE,
    staff_name="木下 花子",
    login_id="hanako01",
    password_expires_at=_NOON + timedelta(days=7),
    company_code="k001",
    merchant_code="t01",
    merchant_name=SHOP,
)
_PAID: Final = PaymentFacts(
    merchant_code="t01",
    merchant_name=SHOP,
    payment_no="KNM202601t012026062400000000000001",
    amount=Yen(12_000),
    count=12,
    login_id="taro0001",
    redeemed_at=_NOON,
    refunded_at=None,
)
_PAY_ACCOUNT: Final = PayAccountFacts(
    merchant_code="t01",
    merchant_name=SHOP,
    news=AccountNewsKind.APPROVED,
    number_tail="567",
    usable_from=date(2026, 7, 16),
)
SAMPLES: Final[Mapping[LetterKind, Facts]] = {
    LetterKind.REGISTRATION: _ACCOUNT,
    LetterKind.STAFF_INVITATION: replace(
        _ACCOUNT, role=Role.STAFF, staff_name="木下 太郎", login_id="taro0001"
    ),
    LetterKind.ONE_TIME_PASSWORD: SignInFacts(
        site=Site.SHOP,
        place_name=SHOP,
        issued_at=_NOON,
        expires_at=_NOON + timedelta(minutes=5),
        device="Android の Chrome",
    ),
    LetterKind.RESET_CODE: ResetFacts(
        site=Site.SHOP,
        place_name=SHOP,
        begun_at=_NOON,
        expires_at=_NOON + timedelta(minutes=15),
    ),
    LetterKind.MAIL_CHANGE_CODE: MailChangeFacts(
        place_name=SHOP,
        login_id="hanako01",
        begun_at=_NOON,
        expires_at=_NOON + timedelta(minutes=15),
    ),
    LetterKind.ACCOUNT_NEWS: NewsFacts(
        news=AccountNews.NEW_DEVICE,
        place_name=SHOP,
        login_id="hanako01",
        happened_at=_NOON,
        until=None,
        device="Android の Chrome",
    ),
    LetterKind.PAYMENT_COMPLETED: _PAID,
    LetterKind.REFUND_COMPLETED: replace(
        _PAID,
        amount=Yen(4_000),
        count=4,
        left=Yen(8_000),
        refunded_at=_NOON + timedelta(minutes=10),
    ),
    LetterKind.STATEMENT_READY: StatementFacts(
        merchant_code="t01",
        merchant_name=SHOP,
        first_on=_FIRST_ON,
        last_on=_LAST_ON,
        pay_by=date(2026, 7, 15),
        net=Yen(12_000),
    ),
    LetterKind.EXPORT_READY: ExportFacts(
        receipt_no="20260701-000001",
        first_on=_FIRST_ON,
        last_on=_LAST_ON,
        rows=12,
        expires_at=_NOON + timedelta(days=7),
    ),
    LetterKind.PAY_ACCOUNT_NEWS: _PAY_ACCOUNT,
    LetterKind.PAY_ACCOUNT_WARNING: _PAY_ACCOUNT,
    LetterKind.CAMPAIGN_ENDING: EndingFacts(
        merchant_code="t01",
        merchant_name=SHOP,
        use_last_on=date(2026, 10, 31),
        redeem_last_on=date(2026, 11, 30),
    ),
    LetterKind.INQUIRY_RECEIVED: InquiryFacts(
        number=7, kind=InquiryKind.SIGN_IN, sent_at=_NOON
    ),
    LetterKind.INQUIRY_ANSWERED: AnswerFacts(
        number=7,
        name="木下 太郎",
        sent_at=_NOON,
        question=("ログインIDを忘れました。",),
        answer=("認定証をご覧ください。", "またお困りのときは、お知らせください。"),
    ),
    LetterKind.OFFICE_INVITATION: replace(
        _ACCOUNT,
        role=Role.OFFICE_CLERK,
        staff_name="木下 次郎",
        login_id="jiro0001",
        company_code=None,
        merchant_code=None,
        merchant_name=None,
    ),
}
"""In the order in which a merchant meets them."""
