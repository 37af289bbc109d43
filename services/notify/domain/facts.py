"""What letters say: the facts of each kind, without its words."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from machiken.contracts.actor import Role
from machiken.contracts.auth import AccountNews, Site
from machiken.contracts.notify import InquiryKind
from machiken.contracts.settlement import AccountNewsKind
from machiken.money import Yen


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInFacts:
    """Where somebody signs in; the number itself is the letter's secret."""

    site: Site
    place_name: str
    issued_at: datetime
    expires_at: datetime
    device: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountFacts:
    """An account; its initial password is the letter's secret."""

    role: Role
    staff_name: str
    login_id: str
    password_expires_at: datetime
    company_code: str | None
    merchant_code: str | None
    merchant_name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentFacts:
    """A payment or its refund, for those who keep the shop's books."""

    merchant_code: str
    merchant_name: str
    payment_no: str
    amount: Yen
    count: int | None
    login_id: str
    redeemed_at: datetime
    refunded_at: datetime | None
    left: Yen | None = None
    """What a refund has left of its payment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResetFacts:
    """For which site a password was forgotten; the code is the letter's secret."""

    site: Site
    place_name: str
    begun_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsFacts:
    """What happened to an account, and when."""

    news: AccountNews
    place_name: str
    login_id: str
    happened_at: datetime
    until: datetime | None
    device: str = ""
    role: Role | None = None
    new_email: str = ""
    """Enough of it to know it by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailChangeFacts:
    """Whose address is to be this one; the code is the letter's secret."""

    place_name: str
    login_id: str
    begun_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementFacts:
    """What a merchant is paid for a closed half-month."""

    merchant_code: str
    merchant_name: str
    first_on: date
    last_on: date
    pay_by: date
    net: Yen


@dataclass(frozen=True, slots=True, kw_only=True)
class PayAccountFacts:
    """What happened about the account that a merchant is paid to."""

    merchant_code: str
    merchant_name: str
    news: AccountNewsKind
    number_tail: str
    usable_from: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFacts:
    """A file of payments that waits at the PC site; nothing of what it holds."""

    receipt_no: str
    first_on: date
    last_on: date
    rows: int
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class InquiryFacts:
    """An inquiry that came in; nothing of what was typed."""

    number: int
    kind: InquiryKind
    sent_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFacts:
    """An inquiry and the office's answer, line by line."""

    number: int
    name: str
    sent_at: datetime
    question: tuple[str, ...]
    answer: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingFacts:
    """By when a merchant must have redeemed."""

    merchant_code: str
    merchant_name: str
    use_last_on: date
    redeem_last_on: date


CodeFacts: TypeAlias = SignInFacts | ResetFacts | MailChangeFacts
"""Facts beside a code that proves somebody."""
MerchantFacts: TypeAlias = PaymentFacts | StatementFacts | PayAccountFacts
"""Facts for a merchant's people, whose name may be known later only."""
OfficeFacts: TypeAlias = InquiryFacts | AnswerFacts | EndingFacts
"""Facts of what the office itself has to say."""
Facts: TypeAlias = (
    CodeFacts | AccountFacts | NewsFacts | MerchantFacts | OfficeFacts | ExportFacts
)
