"""Kinds of letters, what each says (its facts), and one that waits to be sent."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final, TypeAlias
from uuid import UUID

from machiken.confidential import Sealed
from machiken.contracts.actor import Role
from machiken.contracts.auth import AccountNews, Site
from machiken.contracts.wire import Wire
from machiken.ids import CampaignId, EventId, StaffId
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
    MAIL_CHANGE_CODE = "mail_change_code"


URGENT: Final = frozenset(
    {
        LetterKind.ONE_TIME_PASSWORD,
        LetterKind.RESET_CODE,
        LetterKind.MAIL_CHANGE_CODE,
    }
)
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


Facts: TypeAlias = (
    SignInFacts | AccountFacts | PaymentFacts | ResetFacts | NewsFacts | MailChangeFacts
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
    LetterKind.MAIL_CHANGE_CODE: MailChangeFacts,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLetter:
    """A letter to be written down, unless it was already."""

    kind: LetterKind
    event_id: EventId
    reader: StaffId
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
    mail_texts: dict[str, str] = field(default_factory=dict)
    """The campaign's own paragraphs; `own_words` fills their blanks."""


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
