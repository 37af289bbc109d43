"""Kinds of letters, and one that waits to be sent; `facts` has what each says."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from machiken.confidential import Sealed
from machiken.contracts.wire import Wire
from machiken.ids import CampaignId, EventId, InquiryId, StaffId
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
from services.notify.domain.languages import ALL, Language


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
    STATEMENT_READY = "statement_ready"
    EXPORT_READY = "export_ready"
    PAY_ACCOUNT_NEWS = "pay_account_news"
    PAY_ACCOUNT_WARNING = "pay_account_warning"
    CAMPAIGN_ENDING = "campaign_ending"
    INQUIRY_RECEIVED = "inquiry_received"
    INQUIRY_ANSWERED = "inquiry_answered"


URGENT: Final = frozenset(
    {
        LetterKind.ONE_TIME_PASSWORD,
        LetterKind.RESET_CODE,
        LetterKind.MAIL_CHANGE_CODE,
    }
)
"""Somebody sits before a screen and waits for these."""


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
    LetterKind.STATEMENT_READY: StatementFacts,
    LetterKind.EXPORT_READY: ExportFacts,
    LetterKind.PAY_ACCOUNT_NEWS: PayAccountFacts,
    LetterKind.PAY_ACCOUNT_WARNING: PayAccountFacts,
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
    mail_texts: dict[str, str] = field(default_factory=dict)
    """The campaign's own paragraphs; `own_words` fills their blanks."""
    mail_languages: tuple[Language, ...] = ALL
    labels: dict[str, str] = field(default_factory=dict)
    """The campaign's own words in the place of ours, in Japanese."""


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
