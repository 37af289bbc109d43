"""Kinds of letters, what each says (its facts), and one that waits to be sent."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final, TypeAlias
from uuid import UUID

from machiken.confidential import Sealed
from machiken.contracts.actor import Role
from machiken.contracts.auth import AccountNews, Site
from machiken.contracts.notify import InquiryKind
from machiken.contracts.wire import Wire
from machiken.ids import CampaignId, EventId, InquiryId, StaffId
from machiken.money import Yen


class LetterKind(StrEnum):
    """What a letter is about."""

    ONE_TIME_PASSWORD = "one_time_password"  # noqa: S105 - a kind of letter
    REGISTRATION = "registration"
    STAFF_INVITATION = "staff_invitation"
    OFFICE_INVITATION = "office_invitation"
    PAYMENT_COMPLETED = "payment_completed"
    REFUND_COMPLETED = "refund_completed"
    RESET_CODE = "reset_code"
    ACCOUNT_NEWS = "account_news"
    CAMPAIGN_ENDING = "campaign_ending"
    INQUIRY_RECEIVED = "inquiry_received"
    INQUIRY_ANSWERED = "inquiry_answered"


URGENT: Final = frozenset({LetterKind.ONE_TIME_PASSWORD, LetterKind.RESET_CODE})
"""Somebody sits before a screen and waits for these."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInFacts:
    """Where somebody signs in; the number itself is the letter's secret."""

    site: Site
    place_name: str
    issued_at: datetime
    expires_at: datetime


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


Facts: TypeAlias = (
    SignInFacts
    | AccountFacts
    | PaymentFacts
    | ResetFacts
    | NewsFacts
    | InquiryFacts
    | AnswerFacts
    | EndingFacts
)

FACTS_OF: Final[dict[LetterKind, type[Facts]]] = {
    LetterKind.ONE_TIME_PASSWORD: SignInFacts,
    LetterKind.REGISTRATION: AccountFacts,
    LetterKind.STAFF_INVITATION: AccountFacts,
    LetterKind.OFFICE_INVITATION: AccountFacts,
    LetterKind.PAYMENT_COMPLETED: PaymentFacts,
    LetterKind.REFUND_COMPLETED: PaymentFacts,
    LetterKind.RESET_CODE: ResetFacts,
    LetterKind.ACCOUNT_NEWS: NewsFacts,
    LetterKind.CAMPAIGN_ENDING: EndingFacts,
    LetterKind.INQUIRY_RECEIVED: InquiryFacts,
    LetterKind.INQUIRY_ANSWERED: AnswerFacts,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLetter:
    """A letter to be written down, unless it was already."""

    kind: LetterKind
    event_id: EventId
    reader: StaffId | InquiryId
    """Whoever asked has no account; his inquiry stands for him."""
    campaign_id: CampaignId | None
    facts: Facts
    email: str | None = None
    """The address that the event names; None means the reader's, once it is known."""
    secret: Sealed | None = None
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """On whose behalf a letter goes out."""

    campaign_name: str
    issuer_code: str
    issuer_name: str
    mail_from: str
    contact: str
    video_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLetter:
    """A letter that is ours to send until `leased_until`."""

    letter_id: UUID
    kind: LetterKind
    email: str
    sender: Sender | None
    """None for the office's own staff."""
    facts: Wire
    secret: Sealed | None
    written_at: datetime
    tries: int
    resent: int
    refused_at: datetime | None
    """Since when the server does not take it; None as long as it was not asked."""
    leased_until: datetime


EXPIRED: Final = "expired"
"""The failure of a letter that would have come too late."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why a letter did not leave this time."""

    reason: str
    """The server's number, or what was found; never what somebody typed."""
    refused_at: datetime | None
    """When this letter itself was refused; None where no server could be reached."""
