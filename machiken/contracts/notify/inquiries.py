"""Inquiries (お問い合わせ): from a form, into the office's inbox, answered by mail."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from machiken.ids import InquiryId, IssuerCode, MerchantCode

INQUIRY_CHARS_MAX: Final = 2_000
INQUIRIES_A_PAGE: Final = 50


class InquirySort(StrEnum):
    """区分: who asks (S-SUP-2)."""

    MERCHANT = "merchant"
    USER = "user"
    OTHER = "other"


class InquiryKind(StrEnum):
    """お問い合わせ種別: what about (S-SUP-2)."""

    SIGN_IN = "sign_in"
    REDEMPTION = "redemption"
    REFUND = "refund"
    PAYOUT = "payout"
    VOUCHER = "voucher"
    REGISTRATION = "registration"
    TROUBLE = "trouble"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class SendInquiry:
    """Ask the office something; the same id again changes nothing.

    Whoever is signed in asks for his own campaign and merchant, whatever stands here.
    """

    inquiry_id: InquiryId
    issuer_code: IssuerCode
    sort: str
    kind: str
    text: str
    name: str
    """The merchant's code and a name, or a name (manual §9-3)."""
    email: str
    email_again: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InquirySent:
    """The office has it, and a receipt is on its way."""

    number: int
    """By which people speak of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InquiriesQuery:
    """Ask for a campaign's inquiries, the latest first."""

    issuer_code: IssuerCode
    answered: bool | None = False
    """None: all of them."""
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class InquiryQuery:
    """Ask for one inquiry by its number."""

    issuer_code: IssuerCode
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerView:
    """One answer that was mailed."""

    text: str
    answered_at: datetime
    answered_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InquiryView:
    """An inquiry as the office sees it."""

    number: int
    sort: InquirySort
    kind: InquiryKind
    text: str
    name: str
    email: str
    merchant_code: MerchantCode | None
    """Proven: it was sent while signed in."""
    sent_at: datetime
    answers: tuple[AnswerView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InquiriesFound:
    """A page of inquiries, without their answers; `waiting` are to be answered."""

    inquiries: tuple[InquiryView, ...]
    page: int
    more: bool
    waiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerInquiry:
    """Answer an inquiry by mail; the same answer's id again sends nothing."""

    issuer_code: IssuerCode
    number: int
    answer_id: UUID
    text: str
